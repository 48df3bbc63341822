// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.kernel;

/**
 * Weighted sums of rows. All arrays are read and written at one index, which is what the JIT makes
 * vector instructions of.
 */
final class RowSums {
    private RowSums() {}

    /** Adds as many rows as there are weights, each times its weight, from a column on. */
    static void add(double[][] rows, int first, double[] weights, double[] to, int from) {
        int k = 0;
        for (; k + 3 < weights.length; k += 4) {
            int j = first + k;
            double a = weights[k];
            double b = weights[k + 1];
            double c = weights[k + 2];
            double d = weights[k + 3];
            four(rows[j], rows[j + 1], rows[j + 2], rows[j + 3], a, b, c, d, to, from);
        }
        for (; k < weights.length; k++) {
            one(rows[first + k], weights[k], to, from);
        }
    }

    private static void four(
            double[] p,
            double[] q,
            double[] r,
            double[] s,
            double a,
            double b,
            double c,
            double d,
            double[] to,
            int from) {
        for (int i = from; i < to.length; i++) {
            to[i] += a * p[i] + b * q[i] + c * r[i] + d * s[i];
        }
    }

    private static void one(double[] p, double a, double[] to, int from) {
        for (int i = from; i < to.length; i++) {
            to[i] += a * p[i];
        }
    }
}
