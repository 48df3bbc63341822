// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.sky;

/**
 * The TPV polynomial of 40 terms per axis (registry of FITS conventions, "TPV"); odd powers of r at
 * terms 3, 11, 23 and 39.
 */
final class Tpv implements Distortion {
    /** Powers of (x, y) term by term; a negative first entry is r to the power of the second. */
    private static final int[][] TERMS = {
        {0, 0}, {1, 0}, {0, 1}, {-1, 1}, {2, 0}, {1, 1}, {0, 2}, {3, 0}, {2, 1}, {1, 2},
        {0, 3}, {-1, 3}, {4, 0}, {3, 1}, {2, 2}, {1, 3}, {0, 4}, {5, 0}, {4, 1}, {3, 2},
        {2, 3}, {1, 4}, {0, 5}, {-1, 5}, {6, 0}, {5, 1}, {4, 2}, {3, 3}, {2, 4}, {1, 5},
        {0, 6}, {7, 0}, {6, 1}, {5, 2}, {4, 3}, {3, 4}, {2, 5}, {1, 6}, {0, 7}, {-1, 7}
    };

    private final double[] xi;
    private final double[] eta;

    Tpv(double[] xi, double[] eta) {
        this.xi = xi;
        this.eta = eta;
    }

    @Override
    public void projected(double[] plane) {
        double x = plane[0];
        double y = plane[1];
        plane[0] = polynomial(xi, x, y);
        plane[1] = polynomial(eta, y, x);
    }

    @Override
    public void unprojected(double[] plane) {
        Distortion.invert(plane, this::projected, 1e-5);
    }

    private static double polynomial(double[] c, double x, double y) {
        double r = Math.hypot(x, y);
        double sum = 0;
        for (int i = 0; i < TERMS.length; i++) {
            if (c[i] != 0) {
                int[] t = TERMS[i];
                sum += c[i] * (t[0] < 0 ? power(r, t[1]) : power(x, t[0]) * power(y, t[1]));
            }
        }
        return sum;
    }

    private static double power(double base, int exponent) {
        double p = 1;
        for (int i = 0; i < exponent; i++) {
            p *= base;
        }
        return p;
    }
}
