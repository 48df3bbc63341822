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
        lines.columns();
        lines.rows();
    }

    /** All columns at once, row by row: as the pixels lie in memory. */
    private void columns() {
        int[] run = new int[image.width];
        for (int y = 0; y < image.height; y++) {
            for (int x = 1; x < image.width - 1; x++) {
                run[x] = next(run[x], y * image.width + x, image.width, 1);
            }
        }
        for (int x = 1; x < image.width - 1; x++) {
            turn(image.height * image.width + x, run[x], image.width);
        }
    }

    private void rows() {
        for (int y = 1; y < image.height - 1; y++) {
            int run = 0;
            for (int x = 0; x < image.width; x++) {
                run = next(run, y * image.width + x, 1, image.width);
            }
            turn((y + 1) * image.width, run, 1);
        }
    }

    /**
     * A pixel more of a line.
     *
     * @param run thin pixels before it
     * @param step from a pixel to the next of its line
     * @param across from a line to the next
     * @return thin pixels to this one
     */
    private int next(int run, int i, int step, int across) {
        if (isThin(i, across)) {
            return run + 1;
        }
        turn(i, run, step);
        return 0;
    }

    private boolean isThin(int i, int across) {
        if ((mask.bits[i] & Mask.SAT) == 0) {
            return false;
        }
        float limit = (float) (DARK_BESIDE * image.pixels[i]);
        return !(image.pixels[i - across] > limit) && !(image.pixels[i + across] > limit);
    }

    /** The pixels of a run that is long enough, before this one. */
    private void turn(int end, int run, int step) {
        for (int k = 1; run >= LONG && k <= run; k++) {
            int i = end - k * step;
            mask.bits[i] = (mask.bits[i] & ~Mask.SAT) | Mask.BAD;
        }
    }
}
