// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.detect;

import java.util.Arrays;
import nightjar.imaging.pixels.Bands;
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

    /** Neighbours are two and three pixels away, on both sides. */
    private static final int REACH = 3;

    private final Plane image;
    private final Mask mask;
    private final Mesh sigma;
    private final boolean columns;
    private final int lines;
    private final int length;
    private final Neighbours neighbours;

    private BadColumns(Plane image, Mask mask, Mesh sigma, Neighbours neighbours, boolean columns) {
        this.image = image;
        this.mask = mask;
        this.sigma = sigma;
        this.columns = columns;
        this.lines = columns ? image.width : image.height;
        this.length = columns ? image.height : image.width;
        this.neighbours = neighbours;
    }

    /** Adds BAD along the pieces found; the image is background-subtracted. */
    public static int mark(Plane image, Mask mask, Mesh sigma) {
        var neighbours = new Neighbours(image, mask);
        return new BadColumns(image, mask, sigma, neighbours, true).mark()
                + new BadColumns(image, mask, sigma, neighbours, false).mark();
    }

    private int mark() {
        int marked = 0;
        double[] significance = new double[lines];
        boolean[][] suspects = new boolean[length / PIECE + 1][];
        Bands.run(0, length, PIECE, (from, to) -> suspects[from / PIECE] = suspects(from, to));
        for (int from = 0; from + PIECE / 2 <= length; from += PIECE) {
            int to = Math.min(length, from + PIECE);
            boolean[] look = suspects[from / PIECE];
            for (int round = 0; round < 2; round++) {
                for (int line = 0; line < lines; line++) {
                    if (look[line]) {
                        significance[line] = significance(line, from, to);
                    } else if (round == 0) {
                        significance[line] = 0;
                    }
                }
                look = new boolean[lines];
                // the worst of a neighbourhood first: it spoils the look of those beside it
                for (int line = 0; line < lines; line++) {
                    if (significance[line] > LIMIT && isWorst(significance, line)) {
                        marked += add(line, from, to);
                        int first = Math.max(0, line - REACH);
                        Arrays.fill(look, first, Math.min(lines, line + REACH + 1), true);
                    }
                }
            }
        }
        return marked;
    }

    /**
     * Lines of which about half the piece's pixels lie beyond the limit on one side: no median of
     * any other can.
     */
    private boolean[] suspects(int from, int to) {
        float[] sky = new float[lines];
        float[] limit = new float[lines];
        for (int line = 0; line < lines; line++) {
            double s = sky(line, from);
            sky[line] = (float) (2 * s);
            limit[line] = (float) (LIMIT * error(s, to - from));
        }
        return neighbours.suspects(columns, from, to, sky, limit);
    }

    private double sky(int line, int from) {
        return columns ? sigma.at(line, from) : sigma.at(from, line);
    }

    /** Of a median of n; each value is a pixel minus the mean of four others. */
    private static double error(double sky, int n) {
        return 1.2533 * sky * Math.sqrt(1.25 / n);
    }

    private static boolean isWorst(double[] significance, int line) {
        for (int d = -REACH; d <= REACH; d++) {
            int other = line + d;
            boolean in = other >= 0 && other < significance.length;
            if (in && significance[other] > significance[line]) {
                return false;
            }
        }
        return true;
    }

    /** How far the median of a piece lies off its neighbours, in errors of such a median. */
    private double significance(int line, int from, int to) {
        double s = sky(line, from);
        float[] excess = new float[to - from];
        int n = 0;
        for (int k = from; k < to; k++) {
            float v = excess(line, k, 2 * s);
            if (!Float.isNaN(v)) {
                excess[n++] = v;
            }
        }
        return n < PIECE / 4 ? 0 : Math.abs(Statistics.median(excess, n)) / error(s, n);
    }

    private float excess(int line, int k, double dark) {
        double sum = 0;
        int n = 0;
        for (int d = -REACH; d <= REACH; d++) {
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

    private int add(int line, int from, int to) {
        for (int k = from; k < to; k++) {
            int x = columns ? line : k;
            int y = columns ? k : line;
            mask.add(x, y, Mask.BAD);
        }
        return to - from;
    }
}
