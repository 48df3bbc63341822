// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import nightjar.model.time.Tai;

/** The store time as Cassandra's write timestamp. */
final class StoreTime {

    private static final double MICROS_PER_DAY = 86_400e6;

    private StoreTime() {}

    /** UTC microseconds since 1970 of MJD TAI; the double itself resolves about 0.6 of one. */
    static long micros(double mjdTai) {
        long utcMillis = Tai.utcMillisOfMjdTai(mjdTai);
        return Math.round((mjdTai - Tai.MJD_1970) * MICROS_PER_DAY)
                - Tai.offsetSeconds(utcMillis) * 1_000_000L;
    }
}
