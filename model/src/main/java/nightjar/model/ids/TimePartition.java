// SPDX-License-Identifier: Apache-2.0
package nightjar.model.ids;

/**
 * Which of the APDB's tables holds a time: a count of equal spans of days since 1970-01-01 (MJD
 * 40587), in TAI throughout (lsst/dax_apdb, cassandra partitioner).
 */
public final class TimePartition {

    /** MJD of 1970-01-01. */
    public static final double EPOCH_MJD = 40587;

    private TimePartition() {}

    /** The partition of a time, MJD TAI, for partitions of so many days (30 by default). */
    public static int of(double mjdTai, int days) {
        if (!Double.isFinite(mjdTai) || days <= 0) {
            throw new IllegalArgumentException("no partition of MJD " + mjdTai + " by " + days);
        }
        return (int) Math.floor((mjdTai - EPOCH_MJD) / days);
    }

    /** The first instant of a partition, MJD TAI. */
    public static double startMjdTai(int partition, int days) {
        return EPOCH_MJD + (double) partition * days;
    }
}
