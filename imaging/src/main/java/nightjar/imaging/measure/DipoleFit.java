// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import nightjar.imaging.engine.Difference;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.psf.PsfModel;

/**
 * Two point sources of opposite sign close together: what a star leaves when it is out of place.
 *
 * @param positive,negative fluxes of the lobes, both as positive numbers, science units
 * @param x1,y1,x2,y2 places of the positive and the negative lobe, pixels
 * @param chi2 of the fit over {@code pixels} pixels
 */
public record DipoleFit(
        double positive,
        double positiveErr,
        double negative,
        double negativeErr,
        double x1,
        double y1,
        double x2,
        double y2,
        double chi2,
        int pixels,
        boolean solved) {

    private static final int ROUNDS = 4;

    public double length() {
        return Math.hypot(x1 - x2, y1 - y2);
    }

    /** Both lobes significant and of like strength. */
    public boolean isDipole(double fwhm) {
        double ratio = Math.min(positive, negative) / Math.max(positive, negative);
        boolean significant = positive > 4 * positiveErr && negative > 4 * negativeErr;
        return solved && significant && ratio > 0.3 && length() < 2.5 * fwhm;
    }

    /** Fits both lobes, starting at their peaks. */
    public static DipoleFit fit(
            Difference d, double px, double py, double nx, double ny, int reach) {
        double[] at = {px, py, nx, ny};
        int cx = (int) Math.round((px + nx) / 2);
        int cy = (int) Math.round((py + ny) / 2);
        DipoleFit last = failed();
        for (int round = 0; round < ROUNDS; round++) {
            var ls = new LeastSquares(6);
            int n = accumulate(d, at, cx, cy, reach, ls);
            // positions may move by about a pixel
            double[] f =
                    last.solved() ? new double[] {last.positive, last.negative} : new double[2];
            for (int k = 0; k < 2; k++) {
                double inverse = f[k] == 0 ? 1e30 : 1 / (f[k] * f[k]);
                ls.prior(3 * k + 1, inverse);
                ls.prior(3 * k + 2, inverse);
            }
            var s = ls.solve();
            if (!s.solved() || n < 12) {
                return failed();
            }
            double[] v = s.values();
            last =
                    new DipoleFit(
                            v[0],
                            Math.sqrt(s.covariance()[0]),
                            -v[3],
                            Math.sqrt(s.covariance()[21]),
                            at[0],
                            at[1],
                            at[2],
                            at[3],
                            s.chi2(),
                            n,
                            true);
            for (int k = 0; k < 2; k++) {
                at[2 * k] += step(v[3 * k + 1], v[3 * k]);
                at[2 * k + 1] += step(v[3 * k + 2], v[3 * k]);
            }
        }
        return last;
    }

    private static double step(double moment, double flux) {
        double s = flux == 0 ? 0 : moment / flux;
        return Math.max(-0.4, Math.min(0.4, s));
    }

    private static DipoleFit failed() {
        return new DipoleFit(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, false);
    }

    private static int accumulate(
            Difference d, double[] at, int cx, int cy, int reach, LeastSquares ls) {
        Plane[] psf = new Plane[2];
        for (int k = 0; k < 2; k++) {
            Plane stamp = d.psf().at(at[2 * k], at[2 * k + 1]);
            double fx = at[2 * k] - Math.round(at[2 * k]);
            double fy = at[2 * k + 1] - Math.round(at[2 * k + 1]);
            psf[k] = PsfModel.moved(stamp, fx, fy);
        }
        double[] row = new double[6];
        int n = 0;
        for (int y = cy - reach; y <= cy + reach; y++) {
            for (int x = cx - reach; x <= cx + reach; x++) {
                if (!Mismatch.usable(d, x, y)) {
                    continue;
                }
                for (int k = 0; k < 2; k++) {
                    int c = psf[k].width / 2;
                    int i = c + x - (int) Math.round(at[2 * k]);
                    int j = c + y - (int) Math.round(at[2 * k + 1]);
                    row[3 * k] = value(psf[k], i, j);
                    row[3 * k + 1] = -0.5 * (value(psf[k], i + 1, j) - value(psf[k], i - 1, j));
                    row[3 * k + 2] = -0.5 * (value(psf[k], i, j + 1) - value(psf[k], i, j - 1));
                }
                ls.add(row, d.difference().at(x, y), 1 / d.variance().at(x, y));
                n++;
            }
        }
        return n;
    }

    private static double value(Plane psf, int i, int j) {
        return psf.contains(i, j) ? psf.at(i, j) : 0;
    }
}
