// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.detect;

import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;

/**
 * Saturated lines one pixel wide: hot columns and rows, and the thin end of a bleed. No star is so
 * sharp and so long. What they hold is no light of that place and nothing spilt from it, so they
 * are defects that may be filled from beside, and nothing around them is lost; a saturated star
 * must not be filled.
 */
public final class HotLines {
    /** Longer than any star's core that has no saturated pixel beside it. */
    private static final int LONG = 16;

    /** Of the line's own light: what a star would have beside its middle at the least. */
    private static final double DARK_BESIDE = 0.2;

    private final Plane image;
    private final Mask mask;

    private HotLines(Plane image, Mask mask) {
        this.image = image;
        this.mask = mask;
    }

    /**
     * Turns SAT into BAD along such lines.
     *
     * @param image with its sky, as read
     * @param mask with SAT on the saturated pixels themselves, and not around them
     */
    public static void mark(Plane image, Mask mask) {
        var lines = new HotLines(image, mask);
        lines.along(image.width, image.height, image.width, 1);
        lines.along(image.height, image.width, 1, image.width);
    }

    /**
     * Goes along every line of one direction.
     *
     * @param step from a pixel to the next of its line
     * @param across from a line to the next
     */
    private void along(int lines, int length, int step, int across) {
        for (int line = 1; line < lines - 1; line++) {
            int run = 0;
            for (int k = 0; k <= length; k++) {
                int i = line * across + k * step;
                if (k < length && isThin(i, across)) {
                    run++;
                } else {
                    turn(i - run * step, run, step);
                    run = 0;
                }
            }
        }
    }

    private boolean isThin(int i, int across) {
        float limit = (float) (DARK_BESIDE * image.pixels[i]);
        return (mask.bits[i] & Mask.SAT) != 0
                && !(image.pixels[i - across] > limit)
                && !(image.pixels[i + across] > limit);
    }

    private void turn(int first, int run, int step) {
        for (int k = 0; run >= LONG && k < run; k++) {
            int i = first + k * step;
            mask.bits[i] = (mask.bits[i] & ~Mask.SAT) | Mask.BAD;
        }
    }
}
