// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import nightjar.imaging.engine.Difference;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.psf.PsfModel;

/**
 * Looks at a source on the science image as it was taken. Where that image was convolved, a faint
 * cosmic ray looks as round as a star in the difference; before, it is sharper than the PSF. Only
 * for places where the template is dark: elsewhere the light that was there before is in the way.
 */
final class RayTest {
    private static final int CORE = 2;

    private RayTest() {}

    /**
     * Mean squared residual, in variances, of the 5 x 5 pixels in the middle, of a point source and
     * a level fitted to the science image; zero when there is no telling.
     *
     * @param before flux of what was there before, science units
     */
    static double sharpness(Difference d, PointFit fit, double before, int reach) {
        boolean untouched = d.psf() == d.science().psf();
        if (untouched || fit.flux() < 2 * Math.abs(before)) {
            return 0;
        }
        int cx = (int) Math.round(fit.x());
        int cy = (int) Math.round(fit.y());
        PsfModel model = d.science().psf();
        Plane psf = PsfModel.moved(model.at(fit.x(), fit.y()), fit.x() - cx, fit.y() - cy);
        int r = Math.min(reach, model.radius());
        var ls = new LeastSquares(2);
        for (int j = -r; j <= r; j++) {
            for (int i = -r; i <= r; i++) {
                if (Mismatch.usable(d, cx + i, cy + j)) {
                    double[] row = {psf.at(model.radius() + i, model.radius() + j), 1};
                    double light = d.science().image().at(cx + i, cy + j);
                    ls.add(row, light, 1 / d.science().variance().at(cx + i, cy + j));
                }
            }
        }
        var s = ls.solve();
        return s.solved() ? core(d, psf, s.values(), cx, cy) : 0;
    }

    private static double core(Difference d, Plane psf, double[] values, int cx, int cy) {
        int c = psf.width / 2;
        double sum = 0;
        int n = 0;
        for (int j = -CORE; j <= CORE; j++) {
            for (int i = -CORE; i <= CORE; i++) {
                if (Mismatch.usable(d, cx + i, cy + j)) {
                    double signal = values[0] * psf.at(c + i, c + j);
                    double rest = d.science().image().at(cx + i, cy + j) - signal - values[1];
                    // a PSF known to 2 %
                    double v = d.science().variance().at(cx + i, cy + j) + 4e-4 * signal * signal;
                    sum += rest * rest / v;
                    n++;
                }
            }
        }
        return n == 0 ? 0 : sum / n;
    }
}
