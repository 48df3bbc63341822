// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

/** Small weighted least squares with Gaussian priors, kept as normal equations. */
final class LeastSquares {
    private final int n;
    private final double[] a;
    private final double[] b;
    private double squares;

    LeastSquares(int unknowns) {
        this.n = unknowns;
        this.a = new double[n * n];
        this.b = new double[n];
    }

    void add(double[] row, double value, double weight) {
        for (int i = 0; i < n; i++) {
            double w = weight * row[i];
            if (w == 0) {
                continue;
            }
            for (int j = 0; j <= i; j++) {
                a[i * n + j] += w * row[j];
            }
            b[i] += w * value;
        }
        squares += weight * value * value;
    }

    /** A prior of mean zero on an unknown. */
    void prior(int unknown, double inverseVariance) {
        a[unknown * n + unknown] += inverseVariance;
    }

    /**
     * The solution.
     *
     * @param covariance of the unknowns, row by row
     * @param chi2 of data and priors at the solution
     */
    record Solution(double[] values, double[] covariance, double chi2, boolean solved) {
        @Override
        public boolean equals(Object o) {
            return this == o;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    Solution solve() {
        double[] l = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double s = a[i * n + j];
                for (int k = 0; k < j; k++) {
                    s -= l[i * n + k] * l[j * n + k];
                }
                if (i == j) {
                    if (!(s > 1e-12 * a[i * n + i]) || a[i * n + i] <= 0) {
                        return new Solution(new double[n], new double[n * n], squares, false);
                    }
                    l[i * n + i] = Math.sqrt(s);
                } else {
                    l[i * n + j] = s / l[j * n + j];
                }
            }
        }
        double[] inverse = invert(l);
        double[] x = new double[n];
        double chi2 = squares;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                x[i] += inverse[i * n + j] * b[j];
            }
            chi2 -= x[i] * b[i];
        }
        return new Solution(x, inverse, Math.max(0, chi2), true);
    }

    private double[] invert(double[] l) {
        double[] m = new double[n * n];
        for (int c = 0; c < n; c++) {
            for (int i = c; i < n; i++) {
                double s = i == c ? 1 : 0;
                for (int k = c; k < i; k++) {
                    s -= l[i * n + k] * m[k * n + c];
                }
                m[i * n + c] = s / l[i * n + i];
            }
        }
        double[] inverse = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double s = 0;
                for (int k = Math.max(i, j); k < n; k++) {
                    s += m[k * n + i] * m[k * n + j];
                }
                inverse[i * n + j] = s;
            }
        }
        return inverse;
    }
}
