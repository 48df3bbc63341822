// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nightjar.imaging.engine.Difference;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Statistics;
import nightjar.imaging.psf.PsfModel;
import nightjar.imaging.psf.Star;

/**
 * How far the match may be off around a bright source, as a covariance of low rank: the model's own
 * light times (brightness error, two shifts, three shape errors), each with the standard deviation
 * that the stars of this very image show. Fitting these six together with a point source tells a
 * change in the sky from a residual of a star or galaxy that sits there unchanged.
 */
public final class Mismatch {
    static final int TERMS = 6;
    private static final double[] FLOOR = {0.005, 0.02, 0.02, 0.02, 0.02, 0.02};
    private static final double[] CEILING = {0.1, 0.3, 0.3, 0.4, 0.4, 0.4};
    private static final double[] UNIT = {1, 1, 1, 1, 1, 1};
    private static final double SAFETY = 1.5;
    private static final int MOST = 150;

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
        var fits =
                stars.stream()
                        .map(s -> residual(d, s, reach))
                        .filter(f -> f.solved() && Double.isFinite(f.chi2()))
                        .limit(MOST)
                        .toList();
        double[] sigma = new double[TERMS];
        for (int k = 0; k < TERMS; k++) {
            sigma[k] = Math.min(CEILING[k], Math.max(FLOOR[k], spread(fits, k)));
        }
        return new Mismatch(sigma);
    }

    /** Scatter of one term beyond what noise gives it, with room for what few stars cannot show. */
    private static double spread(List<LeastSquares.Solution> fits, int k) {
        int diagonal = k * TERMS + k;
        var best = new ArrayList<>(fits);
        best.sort(Comparator.comparingDouble(f -> f.covariance()[diagonal]));
        int n = Math.min(best.size(), Math.max(8, best.size() / 3));
        if (n < 3) {
            return 3 * FLOOR[k];
        }
        double[] seen = new double[n];
        double[] noise = new double[n];
        for (int i = 0; i < n; i++) {
            seen[i] = best.get(i).values()[k];
            noise[i] = best.get(i).covariance()[diagonal];
        }
        double wide = Statistics.robustSigma(seen);
        double own = Math.sqrt(Math.max(0, wide * wide - Statistics.median(noise)));
        return own * SAFETY * (1 + 3.0 / n);
    }

    /**
     * The six that fit best what a star left. They are fitted with the PSF of the star's brightness
     * instead of the model's own pixels: the noise of these is in the difference, too, and would
     * look like an error of shape, the larger the fainter the star.
     */
    private static LeastSquares.Solution residual(Difference d, Star s, int reach) {
        var ls = new LeastSquares(TERMS);
        int cx = (int) Math.round(s.x());
        int cy = (int) Math.round(s.y());
        double flux =
                ForcedFlux.measure(d.model(), d.variance(), d.mask(), d.psf(), s.x(), s.y()).flux();
        Plane star = PsfModel.moved(d.psf().at(s.x(), s.y()), s.x() - cx, s.y() - cy).times(flux);
        int c = star.width / 2;
        int r = Math.min(reach, c - 1);
        double[] row = new double[TERMS];
        for (int j = -r; j <= r; j++) {
            for (int i = -r; i <= r; i++) {
                if (usable(d, cx + i, cy + j)) {
                    columns(star, c + i, c + j, UNIT, row, 0);
                    double m = star.at(c + i, c + j);
                    double v = d.variance().at(cx + i, cy + j) + 1e-4 * m * m;
                    ls.add(row, d.difference().at(cx + i, cy + j), 1 / v);
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
