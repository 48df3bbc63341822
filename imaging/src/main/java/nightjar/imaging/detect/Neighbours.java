// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.detect;

import nightjar.imaging.pixels.Bands;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;

/** A quick look along all columns, or all rows, for those that differ from their neighbours. */
final class Neighbours {
    /** Below one half by what rounding may do to a few pixels of a piece. */
    private static final double NEARLY_HALF = 0.45;

    private static final int BAND = 64;

    private final int border;
    private final int width;
    private final int height;
    private final int stride;
    // Light and one where usable, zero elsewhere, with a border of zeroes all around.
    private final float[] light;
    private final float[] usable;

    /** Looks at what is usable now; what is not so later must be told. */
    Neighbours(Plane image, Mask mask, int border) {
        this.border = border;
        this.width = image.width;
        this.height = image.height;
        this.stride = width + 2 * border;
        this.light = new float[stride * (height + 2 * border)];
        this.usable = new float[light.length];
        Bands.run(
                0,
                height,
                BAND,
                (from, to) -> {
                    for (int y = from; y < to; y++) {
                        lay(image, mask, y);
                    }
                });
    }

    private void lay(Plane image, Mask mask, int y) {
        int to = (y + border) * stride + border;
        for (int x = 0; x < width; x++) {
            if ((mask.bits[y * width + x] & Mask.UNUSABLE) == 0) {
                light[to + x] = image.pixels[y * width + x];
                usable[to + x] = 1;
            }
        }
    }

    /** From now on this pixel is not usable. */
    void forget(int x, int y) {
        int i = (y + border) * stride + border + x;
        light[i] = 0;
        usable[i] = 0;
    }

    /**
     * Which lines have nearly half of their pixels from {@code from} to {@code to} beyond the
     * limit.
     *
     * @param columns whether lines are columns, or rows
     * @param dark of each line: neighbours brighter than this are no plain sky
     * @param limit of each line, for a pixel minus the mean of its neighbours
     */
    boolean[] suspects(boolean columns, int from, int to, float[] dark, float[] limit) {
        int lines = dark.length;
        int[] used = new int[lines];
        int[] above = new int[lines];
        int[] below = new int[lines];
        int step = columns ? 1 : stride;
        int y1 = columns ? to : height;
        for (int y = columns ? from : 0; y < y1; y++) {
            int row = (y + border) * stride + border;
            int x1 = columns ? width : to;
            for (int x = columns ? 0 : from; x < x1; x++) {
                int line = columns ? x : y;
                int i = row + x;
                float n = around(usable, i, step);
                float mean = around(light, i, step) / n;
                if (n >= 2 && usable[i] > 0 && Math.abs(mean) < dark[line]) {
                    float excess = light[i] - mean;
                    used[line]++;
                    // the sign bits, as numbers: a branch would be guessed wrongly too often
                    above[line] += Float.floatToRawIntBits(limit[line] - excess) >>> 31;
                    below[line] += Float.floatToRawIntBits(limit[line] + excess) >>> 31;
                }
            }
        }
        boolean[] suspect = new boolean[lines];
        for (int line = 0; line < lines; line++) {
            int most = Math.max(above[line], below[line]);
            suspect[line] = most > 0 && most >= NEARLY_HALF * used[line];
        }
        return suspect;
    }

    private static float around(float[] of, int i, int step) {
        return of[i - 3 * step] + of[i - 2 * step] + of[i + 2 * step] + of[i + 3 * step];
    }
}
