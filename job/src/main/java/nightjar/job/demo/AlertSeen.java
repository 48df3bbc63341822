// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

/**
 * An alert as a broker would see it.
 *
 * @param ssObjectId of its ssSource; 0 when it has none
 * @param seenMillis UTC milliseconds since 1970 when a read_committed reader had it
 * @param producedMillis what its producer_timestamp header says
 * @param bytes size of the Kafka value
 */
record AlertSeen(
        long diaSourceId,
        long visit,
        int detector,
        long diaObjectId,
        long ssObjectId,
        int nDiaSources,
        double raDeg,
        double decDeg,
        double snr,
        double psfFlux,
        double reliability,
        boolean isDipole,
        int prvDiaSources,
        int prvDiaForcedSources,
        long seenMillis,
        double producedMillis,
        int bytes) {}
