// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightjar.model.Stored;

/**
 * What a plan promises, by keys and digests.
 *
 * @param group whose snaps
 * @param of the visit-detector that it says it is of
 * @param storeTimeMjdTai store time of its rows, MJD TAI
 * @param diaSources ids of its DIASource rows
 * @param forced keys of its DIAForcedSource rows
 * @param objects its DIAObject rows
 * @param alerts diaSourceId → digest of the alert's bytes
 * @param record digest of the Butler record, when there is one
 * @param files URIs of the files that the record names
 * @param product the archive that the files come from, when there is one
 * @param midpointsMjdTai midpoints of its sources, each once, MJD TAI
 * @param arrivedMillis when the last snap was known, UTC milliseconds since 1970
 * @param readoutEndMillis when the last snap was read out, UTC milliseconds since 1970
 */
record PlanFacts(
        String group,
        Numbered of,
        double storeTimeMjdTai,
        Set<Long> diaSources,
        Set<ForcedKey> forced,
        List<ObjectPlanned> objects,
        Map<Long, Fingerprint> alerts,
        Optional<Fingerprint> record,
        List<String> files,
        Optional<Stored> product,
        Set<Double> midpointsMjdTai,
        long arrivedMillis,
        long readoutEndMillis) {

    PlanFacts {
        diaSources = Set.copyOf(diaSources);
        forced = Set.copyOf(forced);
        objects = List.copyOf(objects);
        alerts = Map.copyOf(alerts);
        files = List.copyOf(files);
        midpointsMjdTai = Set.copyOf(midpointsMjdTai);
    }

    /** The key of a DIAForcedSource row, all of it that the APDB orders by. */
    record ForcedKey(long diaObjectId, long visit, int detector) {}

    /** A DIAObject's row: its id and where it lies, degrees ICRS. */
    record ObjectPlanned(long id, double raDeg, double decDeg) {}
}
