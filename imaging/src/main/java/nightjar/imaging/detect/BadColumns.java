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
        double[] significance = new double[lines];
        for (int from = 0; from + PIECE / 2 <= length; from += PIECE) {
            int to = Math.min(length, from + PIECE);
            for (int round = 0; round < 2; round++) {
                for (int line = 0; line < lines; line++) {
                    significance[line] = significance(image, mask, sigma, columns, line, from, to);
                }
                // the worst of a neighbourhood first: it spoils the look of those beside it
                for (int line = 0; line < lines; line++) {
                    if (significance[line] > LIMIT && isWorst(significance, line)) {
                        marked += add(mask, columns, line, from, to);
                    }
                }
            }
        }
        return marked;
    }

    private static boolean isWorst(double[] significance, int line) {
        for (int d = -3; d <= 3; d++) {
            int other = line + d;
            boolean in = other >= 0 && other < significance.length;
            if (in && significance[other] > significance[line]) {
                return false;
            }
        }
        return true;
    }

    /** How far the median of a piece lies off its neighbours, in errors of such a median. */
    private static double significance(
            Plane image, Mask mask, Mesh sigma, boolean columns, int line, int from, int to) {
        int lines = columns ? image.width : image.height;
        double s = columns ? sigma.at(line, from) : sigma.at(from, line);
        float[] excess = new float[to - from];
        int n = 0;
        for (int k = from; k < to; k++) {
            float v = excess(image, mask, columns, line, k, lines, 2 * s);
            if (!Float.isNaN(v)) {
                excess[n++] = v;
            }
        }
        if (n < PIECE / 4) {
            return 0;
        }
        // each value is a pixel minus the mean of four others
        double error = 1.2533 * s * Math.sqrt(1.25 / n);
        return Math.abs(Statistics.median(excess, n)) / error;
    }

    private static float excess(
            Plane image, Mask mask, boolean columns, int line, int k, int lines, double dark) {
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
        boolean usable = n >= 2 && (mask.at(x, y) & Mask.UNUSABLE) == 0;
        // only where the neighbours see plain sky: the slopes of sources are no defects
        usable &= n > 0 && Math.abs(sum / n) < dark;
        return usable ? (float) (image.at(x, y) - sum / n) : Float.NaN;
    }

    private static int add(Mask mask, boolean columns, int line, int from, int to) {
        for (int k = from; k < to; k++) {
            mask.add(columns ? line : k, columns ? k : line, Mask.BAD);
        }
        return to - from;
    }
}
