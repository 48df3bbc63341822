// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.fits;

import nightjar.imaging.FailureCause;
import nightjar.imaging.Unusable;

/**
 * How many pixels one image may have. Asked with the header's numbers, before anything is
 * allocated.
 *
 * @param maxPixels per image
 */
public record MemoryBudget(long maxPixels) {

    /** Planes of 4 bytes per pixel that a difference holds at once, with room for the collector. */
    private static final int PLANES = 19;

    /** What the heap of this JVM can carry. */
    public static MemoryBudget ofHeap() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / (4L * PLANES));
    }

    /** Refuses an image that is larger than the budget, or that has no pixels. */
    public void check(String name, long width, long height) throws Unusable {
        if (width <= 0 || height <= 0) {
            throw new Unusable(
                    FailureCause.WRONG_SHAPE, name + ": image of " + width + " x " + height);
        }
        if (width > maxPixels || height > maxPixels || width * height > maxPixels) {
            throw new Unusable(
                    FailureCause.TOO_LARGE,
                    "%s: header announces %d x %d px, the memory budget holds %d px; give the worker a larger heap"
                            .formatted(name, width, height, maxPixels));
        }
    }
}
