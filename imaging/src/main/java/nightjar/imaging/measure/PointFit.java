// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import nightjar.imaging.engine.Difference;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.psf.PsfModel;

/**
 * A point source fitted to the difference together with the mismatch terms.
 *
 * @param flux science units
 * @param fluxErr its error against no source, mismatch included
 * @param x,y position, and the covariance of it (xx, yy, xy)
 * @param chi2 of the stamp's pixels after the fit
 * @param pixels that were usable
 * @param goodWeight share of the PSF's squared weight on usable pixels, 0 to 1
 * @param sharpness squared residual of the core pixels per pixel, in variances
 */
public record PointFit(
        double flux,
        double fluxErr,
        double x,
        double y,
        double xx,
        double yy,
        double xy,
        double chi2,
        int pixels,
        double goodWeight,
        double sharpness,
        boolean converged) {

    private static final int ROUNDS = 5;
    private static final double MAX_SHIFT = 2.5;

    /** Each leaves a twentieth of what the last was wrong by: the third is below 1e-4. */
    private static final int WHOLE_ROUNDS = 3;

    public double significance() {
        return fluxErr > 0 ? flux / fluxErr : 0;
    }

    public double reducedChi2() {
        return chi2 / Math.max(1, pixels - 3);
    }

    /** Fits flux and place, starting at a pixel. */
    public static PointFit fit(Difference d, Mismatch mismatch, double x0, double y0, int reach) {
        double x = x0;
        double y = y0;
        PointFit best = at(d, mismatch, x, y, reach, true, 0);
        for (int round = 0; round < ROUNDS && best.converged(); round++) {
            double dx = limited(best.x() - x);
            double dy = limited(best.y() - y);
            x += dx;
            y += dy;
            boolean away = Math.abs(x - x0) > MAX_SHIFT || Math.abs(y - y0) > MAX_SHIFT;
            if (away) {
                return at(d, mismatch, x0, y0, reach, false, 0).lost(x0, y0);
            }
            if (Math.hypot(dx, dy) < 0.005) {
                break;
            }
            best = at(d, mismatch, x, y, reach, true, 0);
        }
        PointFit fixed = at(d, mismatch, x, y, reach, false, 0);
        return new PointFit(
                fixed.flux(),
                fixed.fluxErr(),
                x,
                y,
                best.xx(),
                best.yy(),
                best.xy(),
                fixed.chi2(),
                fixed.pixels(),
                fixed.goodWeight(),
                fixed.sharpness(),
                best.converged());
    }

    /**
     * The flux of a source that the science image no longer has, at the same place. The terms are
     * for light that is still there; with the source's own among them, it is taken for a residual
     * of itself, and 3 to 5 % of its flux with it. So that is taken out of the model first. Errors
     * and judgement stay those of the fit: a bright star's residual has to stand against the whole
     * star.
     */
    double fluxOfGone(Difference d, Mismatch mismatch, int reach) {
        double whole = flux;
        for (int round = 0; round < WHOLE_ROUNDS && whole < 0; round++) {
            whole = at(d, mismatch, x, y, reach, false, -whole).flux;
        }
        return whole < 0 ? whole : flux;
    }

    /**
     * The same fit with errors for noise whose neighbouring pixels are correlated, as a convolution
     * leaves it: the pixels of a source average less of it away than the fit believes. The place
     * hangs on gradients, which see the finer part of the noise, where the convolution has left
     * less: its variance grows with the factor, not its square (approximate; on simulated skies of
     * 0.6 arcsec the square makes position errors a third too large, none makes them a third too
     * small).
     *
     * @param factor by which the flux error is larger
     */
    PointFit inNoise(double factor) {
        return new PointFit(
                flux,
                factor * fluxErr,
                x,
                y,
                factor * xx,
                factor * yy,
                factor * xy,
                chi2,
                pixels,
                goodWeight,
                sharpness,
                converged);
    }

    private static double limited(double step) {
        return Math.max(-0.7, Math.min(0.7, step));
    }

    private PointFit lost(double atX, double atY) {
        return new PointFit(
                flux, fluxErr, atX, atY, xx, yy, xy, chi2, pixels, goodWeight, sharpness, false);
    }

    /**
     * One linear fit at a place; with {@code moving}, of the place too.
     *
     * @param gone flux of the model's light that is the source's own
     */
    private static PointFit at(
            Difference d,
            Mismatch mismatch,
            double x,
            double y,
            int reach,
            boolean moving,
            double gone) {
        int cx = (int) Math.round(x);
        int cy = (int) Math.round(y);
        Plane psf = PsfModel.moved(d.psf().at(x, y), x - cx, y - cy);
        int r = Math.min(reach, psf.width / 2 - 1);
        int first = moving ? 3 : 1;
        Plane still = still(d.model(), psf, cx, cy, r, gone);
        var ls = new LeastSquares(first + Mismatch.TERMS);
        double[] row = new double[first + Mismatch.TERMS];
        int n = 0;
        double good = 0;
        double all = 0;
        for (int j = -r; j <= r; j++) {
            for (int i = -r; i <= r; i++) {
                double p = columns(psf, i, j, moving, row);
                all += p * p;
                if (Mismatch.usable(d, cx + i, cy + j)) {
                    mismatch.columns(still, r + 1 + i, r + 1 + j, row, first);
                    ls.add(
                            row,
                            d.difference().at(cx + i, cy + j),
                            1 / d.variance().at(cx + i, cy + j));
                    good += p * p;
                    n++;
                }
            }
        }
        for (int k = 0; k < Mismatch.TERMS; k++) {
            ls.prior(first + k, 1);
        }
        var s = ls.solve();
        double core = s.solved() ? sharpness(d, mismatch, psf, still, cx, cy, s, first) : 0;
        return result(s, x, y, moving, n, good / all, core);
    }

    /** The model around a pixel without a source's own light, as far as the model has such. */
    private static Plane still(Plane model, Plane psf, int cx, int cy, int r, double gone) {
        int side = 2 * r + 3;
        int c = Math.floorDiv(psf.width, 2);
        var out = new Plane(side, side);
        double pm = 0;
        double pp = 0;
        for (int j = -r - 1; j <= r + 1; j++) {
            for (int i = -r - 1; i <= r + 1; i++) {
                if (model.contains(cx + i, cy + j)) {
                    double p = psf.at(c + i, c + j);
                    double m = model.at(cx + i, cy + j);
                    out.set(r + 1 + i, r + 1 + j, (float) m);
                    pm += p * m;
                    pp += p * p;
                }
            }
        }
        double own = Math.min(gone, Math.max(0, pm / pp));
        for (int j = 0; own > 0 && j < side; j++) {
            for (int i = 0; i < side; i++) {
                float p = psf.at(c + i - r - 1, c + j - r - 1);
                out.pixels[j * side + i] -= (float) (own * p);
            }
        }
        return out;
    }

    private static double columns(Plane psf, int i, int j, boolean moving, double[] row) {
        int c = psf.width / 2;
        double p = psf.at(c + i, c + j);
        row[0] = p;
        if (moving) {
            row[1] = -0.5 * (psf.at(c + i + 1, c + j) - psf.at(c + i - 1, c + j));
            row[2] = -0.5 * (psf.at(c + i, c + j + 1) - psf.at(c + i, c + j - 1));
        }
        return p;
    }

    private static PointFit result(
            LeastSquares.Solution s,
            double x,
            double y,
            boolean moving,
            int n,
            double good,
            double core) {
        if (!s.solved() || n < 6) {
            double nan = Double.NaN;
            return new PointFit(nan, nan, x, y, nan, nan, nan, nan, n, good, core, false);
        }
        double f = s.values()[0];
        int m = s.values().length;
        double err = Math.sqrt(s.covariance()[0]);
        if (!moving) {
            return new PointFit(f, err, x, y, 0, 0, 0, s.chi2(), n, good, core, true);
        }
        double f2 = f * f;
        return new PointFit(
                f,
                err,
                x + s.values()[1] / f,
                y + s.values()[2] / f,
                s.covariance()[m + 1] / f2,
                s.covariance()[2 * m + 2] / f2,
                s.covariance()[m + 2] / f2,
                s.chi2(),
                n,
                good,
                core,
                true);
    }

    /** Mean squared residual, in variances, of the 5 x 5 pixels in the middle. */
    private static double sharpness(
            Difference d,
            Mismatch mismatch,
            Plane psf,
            Plane still,
            int cx,
            int cy,
            LeastSquares.Solution s,
            int first) {
        double[] row = new double[s.values().length];
        double sum = 0;
        int n = 0;
        for (int j = -2; j <= 2; j++) {
            for (int i = -2; i <= 2; i++) {
                if (!Mismatch.usable(d, cx + i, cy + j)) {
                    continue;
                }
                columns(psf, i, j, first == 3, row);
                int middle = Math.floorDiv(still.width, 2);
                mismatch.columns(still, middle + i, middle + j, row, first);
                double residual = d.difference().at(cx + i, cy + j);
                for (int k = 0; k < row.length; k++) {
                    residual -= row[k] * s.values()[k];
                }
                double signal = Math.abs(row[0] * s.values()[0]);
                // the source's own photons, and a PSF known to 2 %
                double v =
                        d.variance().at(cx + i, cy + j)
                                + signal / d.gain()
                                + 4e-4 * signal * signal;
                sum += residual * residual / v;
                n++;
            }
        }
        return n == 0 ? 0 : sum / n;
    }
}
