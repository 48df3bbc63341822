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
    final double[] normal;
    final double[] right;
    double squares;
    double noise;
    int pixels;

    private Stamp(double x, double y, int unknowns) {
        this.x = x;
        this.y = y;
        this.unknowns = unknowns;
        this.normal = new double[unknowns * unknowns];
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
        double[] v = new double[functions + 1];
        for (int j = 0; j < side; j++) {
            for (int i = 0; i < side; i++) {
                int px = cx - half + i;
                int py = cy - half + j;
                if (!target.contains(px, py) || (unusable.at(px, py) & Mask.UNUSABLE) != 0) {
                    continue;
                }
                double w = 1 / variance.at(px, py);
                int at = (j * side + i) * functions;
                System.arraycopy(model, at, v, 0, functions);
                v[functions] = 1;
                stamp.take(v, target.at(px, py), w);
                stamp.noise += w * sourceVariance.at(px, py);
            }
        }
        return stamp;
    }

    private void take(double[] v, double value, double w) {
        for (int n = 0; n < unknowns; n++) {
            axpy(w * v[n], v, normal, n * unknowns, n, unknowns);
        }
        axpy(w * value, v, right, 0, 0, unknowns);
        squares += w * value * value;
        pixels++;
    }

    private static void axpy(double f, double[] v, double[] out, int at, int from, int to) {
        for (int m = from; m < to; m++) {
            out[at + m] += f * v[m];
        }
    }

    /** The part of the normal matrix; only n &lt;= m is kept. */
    double normal(int n, int m) {
        return n <= m ? normal[n * unknowns + m] : normal[m * unknowns + n];
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
        int tall = side + 2 * r;
        double[][] rows = new double[basis.filters.length][];
        double[] patch = patch(source, cx, cy, half + r);
        for (int f = 0; f < rows.length; f++) {
            rows[f] = alongX(patch, tall, side, basis.filters[f]);
        }
        int functions = basis.size();
        double[] out = new double[side * side * functions];
        double[] column = new double[side * side];
        double[] first = new double[0];
        for (int n = 0; n < functions; n++) {
            alongY(rows[basis.filterX[n]], side, basis.filters[basis.filterY[n]], column);
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

    private static double[] patch(Plane source, int cx, int cy, int reach) {
        int side = 2 * reach + 1;
        double[] out = new double[side * side];
        for (int j = 0; j < side; j++) {
            int y = Math.min(source.height - 1, Math.max(0, cy - reach + j));
            for (int i = 0; i < side; i++) {
                int x = Math.min(source.width - 1, Math.max(0, cx - reach + i));
                out[j * side + i] = source.at(x, y);
            }
        }
        return out;
    }

    private static double[] alongX(double[] patch, int tall, int side, double[] filter) {
        double[] out = new double[tall * side];
        for (int j = 0; j < tall; j++) {
            for (int k = 0; k < filter.length; k++) {
                // convolution, not correlation: the filter runs backwards
                double f = filter[filter.length - 1 - k];
                int from = j * tall + k;
                int to = j * side;
                for (int i = 0; i < side; i++) {
                    out[to + i] += f * patch[from + i];
                }
            }
        }
        return out;
    }

    private static void alongY(double[] rows, int side, double[] filter, double[] out) {
        java.util.Arrays.fill(out, 0);
        for (int j = 0; j < side; j++) {
            for (int k = 0; k < filter.length; k++) {
                double f = filter[filter.length - 1 - k];
                int from = (j + k) * side;
                int to = j * side;
                for (int i = 0; i < side; i++) {
                    out[to + i] += f * rows[from + i];
                }
            }
        }
    }
}
