// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.detect;

import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Mesh;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Statistics;

/**
 * Finds columns and rows, or long pieces of them, that lie above or below their neighbours all
 * along: traps, hot columns, bleeds that no defect list mentions.
 */
public final class BadColumns {
    private static final int PIECE = 64;
    private static final double LIMIT = 7;

    private BadColumns() {}

    /** Adds BAD along the pieces found; the image is background-subtracted. */
    public static int mark(Plane image, Mask mask, Mesh sigma) {
        return along(image, mask, sigma, true) + along(image, mask, sigma, false);
    }

    private static int along(Plane image, Mask mask, Mesh sigma, boolean columns) {
        int lines = columns ? image.width : image.height;
        int length = columns ? image.height : image.width;
        int marked = 0;
        float[] excess = new float[PIECE];
        for (int line = 0; line < lines; line++) {
            for (int from = 0; from + PIECE / 2 <= length; from += PIECE) {
                int to = Math.min(length, from + PIECE);
                int n = 0;
                for (int k = from; k < to; k++) {
                    float v = excess(image, mask, columns, line, k, lines);
                    if (!Float.isNaN(v)) {
                        excess[n++] = v;
                    }
                }
                double s = columns ? sigma.at(line, from) : sigma.at(from, line);
                // error of a median of n values, each a pixel minus the mean of four others
                double error = 1.2533 * s * Math.sqrt(1.25 / Math.max(1, n));
                if (n >= PIECE / 4 && Math.abs(Statistics.median(excess, n)) > LIMIT * error) {
                    marked += add(mask, columns, line, from, to);
                }
            }
        }
        return marked;
    }

    private static float excess(
            Plane image, Mask mask, boolean columns, int line, int k, int lines) {
        double sum = 0;
        int n = 0;
        for (int d = -3; d <= 3; d++) {
            int other = line + d;
            if (Math.abs(d) >= 2 && other >= 0 && other < lines) {
                int x = columns ? other : k;
                int y = columns ? k : other;
                if ((mask.at(x, y) & Mask.UNUSABLE) == 0) {
                    sum += image.at(x, y);
                    n++;
                }
            }
        }
        int x = columns ? line : k;
        int y = columns ? k : line;
        boolean usable = n >= 2 && (mask.at(x, y) & Mask.UNUSABLE & ~Mask.CR) == 0;
        return usable ? (float) (image.at(x, y) - sum / n) : Float.NaN;
    }

    private static int add(Mask mask, boolean columns, int line, int from, int to) {
        for (int k = from; k < to; k++) {
            mask.add(columns ? line : k, columns ? k : line, Mask.BAD);
        }
        return to - from;
    }
}
