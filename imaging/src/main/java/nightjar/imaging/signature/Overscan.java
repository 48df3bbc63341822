// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.signature;

import java.util.Arrays;
import java.util.Optional;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Statistics;

/**
 * An amplifier's electronic level while each row of data was read, and its read noise.
 *
 * <p>A row's level is the clipped mean of its overscan: the median of so few numbers is a quarter
 * noisier, and what it protects from (a cosmic ray, the tail of a saturated star) the clipping
 * takes away. The mean of fifty pixels still puts a seventh of the read noise into the row, as
 * stripes. So levels are drawn towards a smooth curve through all rows, as far as their scatter
 * about it there is what read noise explains (a Wiener filter): a steady amplifier gets the curve,
 * one that jumps from row to row its rows.
 *
 * @param level ADU, for each row of data
 * @param noise read noise, ADU rms
 */
record Overscan(float[] level, double noise) {
    /** The first columns after the data hold what the last pixels' transfer left behind. */
    private static final int TAIL = 4;

    private static final double CLIP = 3.5;
    private static final int ORDER = 4;
    private static final int WINDOW = 32;

    /** Nothing for an amplifier without an overscan. */
    static Optional<Overscan> of(Amplifier amplifier) {
        return amplifier.bias().map(bias -> of(amplifier, bias));
    }

    private static Overscan of(Amplifier amplifier, Section bias) {
        Section data = amplifier.data();
        int first = Math.max(data.y0(), bias.y0());
        int last = Math.min(data.y0() + data.height(), bias.y0() + bias.height());
        boolean isSerial = last - first >= data.height() / 2;
        return isSerial ? rows(amplifier, bias, first, last) : constant(amplifier, bias);
    }

    /** A parallel overscan tells of columns that were read when the image was over: one level. */
    private static Overscan constant(Amplifier amplifier, Section bias) {
        float[] all = new float[bias.width() * bias.height()];
        int n = 0;
        for (int y = bias.y0(); y < bias.y0() + bias.height(); y++) {
            n = good(amplifier.pixels(), bias.x0(), bias.x0() + bias.width(), y, all, n);
        }
        var clipped = Statistics.clip(all, n, CLIP);
        float[] level = new float[amplifier.data().height()];
        Arrays.fill(level, (float) (n == 0 ? 0 : clipped.mean()));
        return new Overscan(level, clipped.sigma());
    }

    private static Overscan rows(Amplifier amplifier, Section bias, int first, int last) {
        boolean isAfter = bias.x0() >= amplifier.data().x0();
        int skip = bias.width() >= 4 * TAIL ? TAIL : 0;
        int from = bias.x0() + (isAfter ? skip : 0);
        int to = bias.x0() + bias.width() - (isAfter ? 0 : skip);
        int rows = last - first;
        double[] mean = new double[rows];
        double[] sigma = new double[rows];
        float[] some = new float[bias.width()];
        for (int r = 0; r < rows; r++) {
            int n = good(amplifier.pixels(), from, to, first + r, some, 0);
            var clipped = Statistics.clip(some, n, CLIP);
            mean[r] = clipped.mean();
            sigma[r] = clipped.sigma();
        }
        double noise = Statistics.median(Arrays.stream(sigma).filter(Double::isFinite).toArray());
        double[] level = filtered(filled(mean), noise * noise / (to - from));
        float[] all = new float[amplifier.data().height()];
        for (int j = 0; j < all.length; j++) {
            int r = Math.max(0, Math.min(rows - 1, amplifier.data().y0() + j - first));
            all[j] = (float) level[r];
        }
        return new Overscan(all, noise);
    }

    private static int good(Plane pixels, int from, int to, int y, float[] into, int n) {
        int k = n;
        for (int x = from; x < to; x++) {
            float v = pixels.at(x, y);
            if (!Float.isNaN(v)) {
                into[k++] = v;
            }
        }
        return k;
    }

    /** A row without one number takes the median of all. */
    private static double[] filled(double[] mean) {
        double[] known = Arrays.stream(mean).filter(Double::isFinite).toArray();
        double middle = known.length == 0 ? 0 : Statistics.median(known);
        return Arrays.stream(mean).map(v -> Double.isFinite(v) ? v : middle).toArray();
    }

    /**
     * @param expected variance of a row's mean by read noise alone
     */
    private static double[] filtered(double[] mean, double expected) {
        double[] curve = curve(mean);
        int n = mean.length;
        double[] squares = new double[n + 1];
        for (int i = 0; i < n; i++) {
            squares[i + 1] = squares[i] + Math.pow(mean[i] - curve[i], 2);
        }
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            int lo = Math.max(0, i - WINDOW);
            int hi = Math.min(n, i + WINDOW + 1);
            double scatter = (squares[hi] - squares[lo]) / (hi - lo);
            double trust = scatter <= expected ? 0 : 1 - expected / scatter;
            out[i] = curve[i] + trust * (mean[i] - curve[i]);
        }
        return out;
    }

    /** A polynomial of low order through the rows, which single rows do not bend. */
    private static double[] curve(double[] mean) {
        double[][] basis = basis(mean.length);
        double[] curve = project(mean, basis);
        for (int round = 0; round < 3; round++) {
            double[] held = mean.clone();
            double[] off = new double[mean.length];
            for (int i = 0; i < off.length; i++) {
                off[i] = mean[i] - curve[i];
            }
            double limit = 4 * Statistics.robustSigma(off);
            for (int i = 0; i < off.length; i++) {
                held[i] = curve[i] + Math.max(-limit, Math.min(limit, off[i]));
            }
            curve = project(held, basis);
        }
        return curve;
    }

    /** Polynomials that are orthonormal on the rows (Gram and Schmidt). */
    private static double[][] basis(int n) {
        int order = Math.min(ORDER, n - 1);
        double[][] basis = new double[order + 1][n];
        for (int k = 0; k <= order; k++) {
            for (int i = 0; i < n; i++) {
                double x = n == 1 ? 0 : 2.0 * i / (n - 1) - 1;
                basis[k][i] = k == 0 ? 1 : basis[k - 1][i] * x;
            }
            for (int m = 0; m < k; m++) {
                add(basis[k], basis[m], -dot(basis[k], basis[m]));
            }
            double length = Math.sqrt(dot(basis[k], basis[k]));
            for (int i = 0; i < n; i++) {
                basis[k][i] /= length;
            }
        }
        return basis;
    }

    private static double[] project(double[] values, double[][] basis) {
        double[] out = new double[values.length];
        for (double[] b : basis) {
            add(out, b, dot(values, b));
        }
        return out;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] to, double[] what, double times) {
        for (int i = 0; i < to.length; i++) {
            to[i] += times * what[i];
        }
    }
}
