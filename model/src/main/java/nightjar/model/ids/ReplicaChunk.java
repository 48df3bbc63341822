// SPDX-License-Identifier: Apache-2.0
package nightjar.model.ids;

/**
 * The ten minutes of store time by which the APDB's replica is copied: seconds of "unix TAI" (TAI
 * seconds since 1970-01-01 TAI, 37 s ahead of unix time since 2017), rounded down to 600.
 *
 * @param id the chunk's id, seconds
 * @param lastUpdateMillis the store time itself, milliseconds of unix TAI
 */
public record ReplicaChunk(long id, long lastUpdateMillis) {

    private static final long SECONDS = 600;
    private static final double MILLIS_PER_DAY = 86_400_000;

    /** The chunk of a store time, MJD TAI. */
    public static ReplicaChunk of(double storeMjdTai) {
        long millis = Math.round((storeMjdTai - TimePartition.EPOCH_MJD) * MILLIS_PER_DAY);
        return new ReplicaChunk(Math.floorDiv(millis, SECONDS * 1000) * SECONDS, millis);
    }
}
