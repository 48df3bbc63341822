// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.placement;

import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Which parallel instance works for which detector: the same one for every visit, so that it keeps
 * the detector's calibrations and template at hand, and evenly many detectors on each.
 *
 * <p>A plain hash of 172 detectors leaves a third of 172 instances idle and gives others four. Here
 * detector d takes place d * 187 mod 688 on a circle that the instances divide among themselves.
 * 688 = 16 * 43 divides without rest for p = 2, 4, 8, 16, 43, 86, 172; the step was found by trying
 * all: with it no instance has more than ceil(mean) + 1 of LSSTCam's 172 active or 189 detectors,
 * at any of these p.
 */
public final class EvenPlacement {

    /**
     * Key groups of the whole job, fixed once: state cannot be restored under another number. Must
     * equal Flink's pipeline.max-parallelism.
     */
    public static final int MAX_PARALLELISM = 4096;

    private static final int PLACES = 688;
    private static final int STEP = 187;

    /** Hash codes kept for each key group, so that visits of a detector do not all collide. */
    private static final int HASHES = 32;

    private static final int[][] HASH_OF_KEY_GROUP = hashes();

    private EvenPlacement() {}

    /** The key group that holds the detector's state, of {@link #MAX_PARALLELISM}. */
    public static int keyGroup(int detector) {
        int place = (int) ((long) detector * STEP % PLACES);
        return (place * MAX_PARALLELISM + PLACES - 1) / PLACES;
    }

    /** The parallel instance that works for the detector, of {@code parallelism}. */
    public static int subtask(int detector, int parallelism) {
        return KeyGroupRangeAssignment.computeOperatorIndexForKeyGroup(
                MAX_PARALLELISM, parallelism, keyGroup(detector));
    }

    /** A hash code that Flink takes to the detector's key group; varied by {@code variety}. */
    static int hash(int detector, int variety) {
        return HASH_OF_KEY_GROUP[keyGroup(detector)][Math.floorMod(variety, HASHES)];
    }

    /** Turns Flink's assignment round: for each key group, hash codes that lead to it. */
    private static int[][] hashes() {
        var hashes = new int[MAX_PARALLELISM][HASHES];
        var found = new int[MAX_PARALLELISM];
        int full = 0;
        for (int hash = 0; full < MAX_PARALLELISM; hash++) {
            int group = KeyGroupRangeAssignment.computeKeyGroupForKeyHash(hash, MAX_PARALLELISM);
            if (found[group] < HASHES) {
                hashes[group][found[group]++] = hash;
                full += found[group] == HASHES ? 1 : 0;
            }
        }
        return hashes;
    }
}
