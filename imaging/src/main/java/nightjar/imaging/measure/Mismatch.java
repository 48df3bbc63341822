// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import java.util.List;
import nightjar.imaging.engine.Difference;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Statistics;
import nightjar.imaging.psf.Star;

/**
 * How far the match may be off around a bright source, as a covariance of low rank: the model's own
 * light times (brightness error, two shifts, three shape errors), each with the standard deviation
 * that the stars of this very image show. Fitting these six together with a point source tells a
 * change in the sky from a residual of a star or galaxy that sits there unchanged.
 */
public final class Mismatch {
    static final int TERMS = 6;
    private static final double[] FLOOR = {0.003, 0.01, 0.01, 0.01, 0.01, 0.01};
    private static final double[] CEILING = {0.1, 0.3, 0.3, 0.4, 0.4, 0.4};
    private static final double SAFETY = 1.5;

    private final double[] sigma;

    private Mismatch(double[] sigma) {
        this.sigma = sigma;
    }

    /** Standard deviations: flux (relative), x and y shift (px), xx, xy and yy (px squared). */
    public double[] sigma() {
        return sigma.clone();
    }

    /** Measures the six on the residuals of stars. */
    public static Mismatch measure(Difference d, List<Star> stars, int reach) {
        int most = Math.min(150, stars.size());
        double[][] values = new double[TERMS][most];
        int n = 0;
        double[] one = {1, 1, 1, 1, 1, 1};
        for (Star s : stars) {
            if (n == most) {
                break;
            }
            var fit = residual(d, s, reach, one);
            if (fit.solved()) {
                for (int k = 0; k < TERMS; k++) {
                    values[k][n] = fit.values()[k];
                }
                n++;
            }
        }
        double[] sigma = new double[TERMS];
        for (int k = 0; k < TERMS; k++) {
            double[] seen = java.util.Arrays.copyOf(values[k], n);
            double spread = n < 3 ? 0 : Statistics.robustSigma(seen);
            // few stars tell little about the tail
            double safety = SAFETY * (1 + 3.0 / Math.max(3, n));
            sigma[k] =
                    Math.min(
                            CEILING[k], Math.max(n < 3 ? 3 * FLOOR[k] : FLOOR[k], safety * spread));
        }
        return new Mismatch(sigma);
    }

    private static LeastSquares.Solution residual(Difference d, Star s, int reach, double[] scale) {
        var ls = new LeastSquares(TERMS);
        int cx = (int) Math.round(s.x());
        int cy = (int) Math.round(s.y());
        double[] row = new double[TERMS];
        for (int y = cy - reach; y <= cy + reach; y++) {
            for (int x = cx - reach; x <= cx + reach; x++) {
                if (usable(d, x, y)) {
                    columns(d.model(), x, y, scale, row, 0);
                    double m = d.model().at(x, y);
                    double v = d.variance().at(x, y) + 1e-4 * m * m;
                    ls.add(row, d.difference().at(x, y), 1 / v);
                }
            }
        }
        for (int k = 0; k < TERMS; k++) {
            // keeps the equations solvable where a term has no light
            ls.prior(k, 1);
        }
        return ls.solve();
    }

    static boolean usable(Difference d, int x, int y) {
        return d.mask().contains(x, y)
                && (d.mask().at(x, y) & (Mask.UNUSABLE | Mask.EDGE)) == 0
                && x > 0
                && y > 0
                && x < d.model().width - 1
                && y < d.model().height - 1;
    }

    /** The six columns of a pixel, each times its standard deviation. */
    void columns(Plane model, int x, int y, double[] row, int at) {
        columns(model, x, y, sigma, row, at);
    }

    private static void columns(Plane model, int x, int y, double[] scale, double[] row, int at) {
        float[] m = model.pixels;
        int w = model.width;
        int i = y * w + x;
        row[at] = scale[0] * m[i];
        row[at + 1] = scale[1] * 0.5 * (m[i + 1] - m[i - 1]);
        row[at + 2] = scale[2] * 0.5 * (m[i + w] - m[i - w]);
        row[at + 3] = scale[3] * 0.5 * (m[i + 1] - 2 * m[i] + m[i - 1]);
        row[at + 4] = scale[4] * 0.25 * (m[i + w + 1] - m[i + w - 1] - m[i - w + 1] + m[i - w - 1]);
        row[at + 5] = scale[5] * 0.5 * (m[i + w] - 2 * m[i] + m[i - w]);
    }
}
