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
    private static final int CORE = 1;
    private static final int SURFACE = 6;

    private RayTest() {}

    /**
     * Mean squared residual, in variances, of the 3 x 3 pixels in the middle, of a point source and
     * a smooth surface fitted to the science image; zero when there is no telling. The surface
     * takes up the slope of a star beside it, and cannot follow a ray.
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
        var ls = new LeastSquares(1 + SURFACE);
        double[] row = new double[1 + SURFACE];
        for (int j = -r; j <= r; j++) {
            for (int i = -r; i <= r; i++) {
                if (Mismatch.usable(d, cx + i, cy + j)) {
                    columns(psf, i, j, row);
                    double light = d.science().image().at(cx + i, cy + j);
                    ls.add(row, light, 1 / d.science().variance().at(cx + i, cy + j));
                }
            }
        }
        var s = ls.solve();
        return s.solved() ? core(d, psf, s.values(), cx, cy) : 0;
    }

    /** A point source, and a polynomial of second order. */
    private static void columns(Plane psf, int i, int j, double[] row) {
        int c = psf.width / 2;
        row[0] = psf.at(c + i, c + j);
        row[1] = 1;
        row[2] = i;
        row[3] = j;
        row[4] = i * i;
        row[5] = i * j;
        row[6] = j * j;
    }

    private static double core(Difference d, Plane psf, double[] values, int cx, int cy) {
        double[] row = new double[1 + SURFACE];
        double sum = 0;
        int n = 0;
        for (int j = -CORE; j <= CORE; j++) {
            for (int i = -CORE; i <= CORE; i++) {
                if (Mismatch.usable(d, cx + i, cy + j)) {
                    columns(psf, i, j, row);
                    double signal = values[0] * row[0];
                    double rest = d.science().image().at(cx + i, cy + j);
                    for (int k = 0; k < row.length; k++) {
                        rest -= values[k] * row[k];
                    }
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
