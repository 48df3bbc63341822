// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.kernel;

import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;

/**
 * One piece of sky around a bright source: its own normal equations of the kernel's functions and a
 * constant, made once and then weighed into the fit of the whole image as often as needed.
 */
final class Stamp {
    final double x;
    final double y;
    final int unknowns;
    final double[][] normal;
    final double[] right;
    double squares;
    double noise;
    int pixels;

    private Stamp(double x, double y, int unknowns) {
        this.x = x;
        this.y = y;
        this.unknowns = unknowns;
        this.normal = new double[unknowns][unknowns];
        this.right = new double[unknowns];
    }

    /**
     * @param target what is to be matched
     * @param source what will be convolved
     * @param sourceVariance noise of the image to be convolved: it adds to the squares of the
     *     model, and would make the kernel too wide if it were taken for light (errors in
     *     variables)
     * @param variance of the difference, with what systematic error the match cannot beat
     */
    static Stamp of(
            KernelBasis basis,
            Plane target,
            Plane source,
            Plane variance,
            Plane sourceVariance,
            Mask unusable,
            int cx,
            int cy,
            int half) {
        int functions = basis.size();
        var stamp = new Stamp(cx, cy, functions + 1);
        double[] model = convolve(basis, source, cx, cy, half);
        int side = 2 * half + 1;
        var batch = new Batch(stamp);
        for (int j = 0; j < side; j++) {
            for (int i = 0; i < side; i++) {
                int px = cx - half + i;
                int py = cy - half + j;
                if (!target.contains(px, py) || (unusable.at(px, py) & Mask.UNUSABLE) != 0) {
                    continue;
                }
                double w = 1 / variance.at(px, py);
                batch.take(model, (j * side + i) * functions, target.at(px, py), w);
                stamp.noise += w * sourceVariance.at(px, py);
            }
        }
        batch.flush();
        return stamp;
    }

    /** Four pixels at a time, so that the matrix is gone through a quarter as often. */
    private static final class Batch {
        private final Stamp stamp;
        private final double[][] rows;
        private final double[] weights = new double[4];
        private final double[] values = new double[4];
        private int filled;

        Batch(Stamp stamp) {
            this.stamp = stamp;
            this.rows = new double[4][stamp.unknowns];
        }

        void take(double[] model, int at, double value, double weight) {
            int functions = stamp.unknowns - 1;
            System.arraycopy(model, at, rows[filled], 0, functions);
            rows[filled][functions] = 1;
            weights[filled] = weight;
            values[filled] = value;
            stamp.squares += weight * value * value;
            stamp.pixels++;
            filled++;
            if (filled == 4) {
                flush();
            }
        }

        void flush() {
            double[] w = new double[4];
            for (int n = 0; n < stamp.unknowns; n++) {
                for (int k = 0; k < filled; k++) {
                    w[k] = weights[k] * rows[k][n];
                    stamp.right[n] += w[k] * values[k];
                }
                RowSums.add(rows, 0, w, stamp.normal[n], n);
            }
            filled = 0;
        }
    }

    /** The part of the normal matrix; only n &lt;= m is kept. */
    double normal(int n, int m) {
        return n <= m ? normal[n][m] : normal[m][n];
    }

    /** The same with something added to its kernel's part of the normal matrix, for a fit only. */
    Stamp stiffened(double[][] penalty, double times) {
        var out = new Stamp(x, y, unknowns);
        for (int n = 0; n < unknowns; n++) {
            System.arraycopy(normal[n], n, out.normal[n], n, unknowns - n);
            for (int m = n; m < penalty.length; m++) {
                out.normal[n][m] += times * penalty[n][m];
            }
        }
        System.arraycopy(right, 0, out.right, 0, unknowns);
        out.noise = noise;
        return out;
    }

    /** Reduced chi-square for local coefficients. */
    double chi2(double[] c) {
        double chi2 = squares;
        for (int n = 0; n < unknowns; n++) {
            double row = 0;
            for (int m = 0; m < unknowns; m++) {
                row += normal(n, m) * c[m];
            }
            chi2 += c[n] * (row - 2 * right[n]);
        }
        return Math.max(0, chi2) / Math.max(1, pixels - 1);
    }

    /** Every function convolved with the source, pixel by pixel, functions fastest. */
    private static double[] convolve(KernelBasis basis, Plane source, int cx, int cy, int half) {
        int side = 2 * half + 1;
        int r = basis.radius;
        double[][][] rows = alongX(patch(source, cx, cy, half + r), side, basis.filters);
        int functions = basis.size();
        double[] out = new double[side * side * functions];
        double[] column = new double[side * side];
        double[] first = new double[0];
        for (int n = 0; n < functions; n++) {
            alongY(rows[basis.filterX[n]], basis.filters[basis.filterY[n]], column);
            for (int i = 0; i < column.length; i++) {
                column[i] *= basis.norm[n];
            }
            if (n == 0) {
                first = column.clone();
            }
            for (int i = 0; i < column.length; i++) {
                double v = n > 0 && basis.even[n] ? column[i] - first[i] : column[i];
                out[i * functions + n] = v;
            }
        }
        return out;
    }

    private static double[][] patch(Plane source, int cx, int cy, int reach) {
        int side = 2 * reach + 1;
        double[][] out = new double[side][side];
        for (int j = 0; j < side; j++) {
            int y = Math.min(source.height - 1, Math.max(0, cy - reach + j));
            for (int i = 0; i < side; i++) {
                int x = Math.min(source.width - 1, Math.max(0, cx - reach + i));
                out[j][i] = source.at(x, y);
            }
        }
        return out;
    }

    /** Each filter's convolution along x, row by row. */
    private static double[][][] alongX(double[][] patch, int side, double[][] filters) {
        double[][][] out = new double[filters.length][patch.length][side];
        double[][] moved = new double[filters[0].length][side];
        for (int j = 0; j < patch.length; j++) {
            for (int k = 0; k < moved.length; k++) {
                System.arraycopy(patch[j], k, moved[k], 0, side);
            }
            for (int f = 0; f < filters.length; f++) {
                RowSums.add(moved, 0, turned(filters[f]), out[f][j], 0);
            }
        }
        return out;
    }

    private static void alongY(double[][] rows, double[] filter, double[] out) {
        double[] turned = turned(filter);
        int side = rows[0].length;
        double[] line = new double[side];
        for (int j = 0; j < side; j++) {
            java.util.Arrays.fill(line, 0);
            RowSums.add(rows, j, turned, line, 0);
            System.arraycopy(line, 0, out, j * side, side);
        }
    }

    /** Convolution, not correlation: the filter runs backwards. */
    private static double[] turned(double[] filter) {
        double[] out = new double[filter.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = filter[out.length - 1 - i];
        }
        return out;
    }
}
