// SPDX-License-Identifier: Apache-2.0
package nightjar.model.solar;

/** Series of Chebyshev polynomials of the first kind, c0 T0(x) + c1 T1(x) + … */
final class Chebyshev {

    private Chebyshev() {}

    /** The sum at x, by Clenshaw's recurrence (MTAC 9, 118, 1955). */
    static double value(double[] c, double x) {
        double next = 0;
        double afterNext = 0;
        for (int k = c.length - 1; k > 0; k--) {
            double here = 2 * x * next - afterNext + c[k];
            afterNext = next;
            next = here;
        }
        return c.length == 0 ? 0 : x * next - afterNext + c[0];
    }

    /** The derivative's sum at x. */
    static double slope(double[] c, double x) {
        return value(derivative(c), x);
    }

    /** d(k-1) = d(k+1) + 2 k c(k), the first of them halved (Abramowitz and Stegun, 22.8). */
    private static double[] derivative(double[] c) {
        double[] d = new double[Math.max(1, c.length - 1)];
        for (int k = c.length - 1; k > 0; k--) {
            d[k - 1] = (k + 1 < d.length ? d[k + 1] : 0) + 2 * k * c[k];
        }
        d[0] /= 2;
        return d;
    }
}
