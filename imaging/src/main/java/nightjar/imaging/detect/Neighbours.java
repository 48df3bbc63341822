// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.detect;

import java.util.Arrays;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;

/**
 * A quick look along columns, or rows, for those that differ from the pixels two and three beside
 * them.
 */
final class Neighbours {
    /** Below one half by what rounding may do to a few pixels of a piece. */
    private static final double NEARLY_HALF = 0.45;

    private static final int REACH = 3;

    private final Plane image;
    private final Mask mask;

    Neighbours(Plane image, Mask mask) {
        this.image = image;
        this.mask = mask;
    }

    /** Light, and one, where pixels of a row are usable; zero elsewhere. */
    private record Row(float[] light, float[] usable) {

        static Row of(int length) {
            return new Row(new float[length], new float[length]);
        }
    }

    /** How many pixels of a line could be held against their neighbours, and on which side. */
    private static final class Tally {
        private final int[] used;
        private final int[] above;
        private final int[] below;

        Tally(int lines) {
            used = new int[lines];
            above = new int[lines];
            below = new int[lines];
        }

        void take(int line, float excess, float limit) {
            used[line]++;
            // the sign bits, as numbers: a branch would be guessed wrongly too often
            above[line] += Float.floatToRawIntBits(limit - excess) >>> 31;
            below[line] += Float.floatToRawIntBits(limit + excess) >>> 31;
        }

        boolean[] suspects() {
            boolean[] suspect = new boolean[used.length];
            for (int line = 0; line < used.length; line++) {
                int most = Math.max(above[line], below[line]);
                suspect[line] = most > 0 && most >= NEARLY_HALF * used[line];
            }
            return suspect;
        }
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
        var tally = new Tally(dark.length);
        if (columns) {
            columns(from, to, dark, limit, tally);
        } else {
            rows(from, to, dark, limit, tally);
        }
        return tally.suspects();
    }

    private void columns(int from, int to, float[] dark, float[] limit, Tally tally) {
        var row = Row.of(image.width + 2 * REACH);
        float[] light = row.light;
        float[] usable = row.usable;
        for (int y = from; y < to; y++) {
            lay(y, 0, image.width, row, REACH);
            for (int x = 0; x < image.width; x++) {
                int i = x + REACH;
                float n = usable[i - 3] + usable[i - 2] + usable[i + 2] + usable[i + 3];
                float mean = (light[i - 3] + light[i - 2] + light[i + 2] + light[i + 3]) / n;
                if (n >= 2 && usable[i] > 0 && Math.abs(mean) < dark[x]) {
                    tally.take(x, light[i] - mean, limit[x]);
                }
            }
        }
    }

    private void rows(int from, int to, float[] dark, float[] limit, Tally tally) {
        // the row itself and three on either side, each laid once
        var ring = new Row[2 * REACH + 1];
        for (int k = 0; k < ring.length; k++) {
            ring[k] = Row.of(to - from);
        }
        for (int y = 0; y < REACH; y++) {
            lay(y, from, to, at(ring, y), 0);
        }
        for (int y = 0; y < image.height; y++) {
            lay(y + REACH, from, to, at(ring, y + REACH), 0);
            Row own = at(ring, y);
            Row a = at(ring, y - 3);
            Row b = at(ring, y - 2);
            Row c = at(ring, y + 2);
            Row d = at(ring, y + 3);
            for (int x = 0; x < to - from; x++) {
                float n = a.usable[x] + b.usable[x] + c.usable[x] + d.usable[x];
                float mean = (a.light[x] + b.light[x] + c.light[x] + d.light[x]) / n;
                if (n >= 2 && own.usable[x] > 0 && Math.abs(mean) < dark[y]) {
                    tally.take(y, own.light[x] - mean, limit[y]);
                }
            }
        }
    }

    private static Row at(Row[] ring, int y) {
        return ring[Math.floorMod(y, ring.length)];
    }

    private void lay(int y, int from, int to, Row row, int at) {
        if (y >= image.height) {
            Arrays.fill(row.light, 0);
            Arrays.fill(row.usable, 0);
            return;
        }
        int source = y * image.width;
        for (int x = from; x < to; x++) {
            boolean isUsable = (mask.bits[source + x] & Mask.UNUSABLE) == 0;
            row.light[at + x - from] = isUsable ? image.pixels[source + x] : 0;
            row.usable[at + x - from] = isUsable ? 1 : 0;
        }
    }
}
