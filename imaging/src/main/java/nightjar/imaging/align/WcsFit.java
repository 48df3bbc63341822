// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.align;

import java.util.List;
import nightjar.imaging.fits.FitsHeader;
import nightjar.imaging.sky.SkyPosition;
import nightjar.imaging.sky.Wcs;
import nightjar.imaging.sky.WcsCorrection;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;

/**
 * Least squares of a header's correction on stars whose places are known (Gauss and Newton, with
 * derivatives by differences: any projection that the header may have is fitted alike). Every
 * unknown is in pixels at the image's corner, for numbers of one size.
 */
final class WcsFit {
    private static final int ROUNDS = 3;
    private static final double STEP_PX = 0.05;
    private static final double ARCSEC = 3600;

    /** What is farther off, in its error's units, counts less (Huber 1964, Ann. Math. Stat. 35). */
    private static final double HUBER = 3;

    private final FitsHeader header;
    private final double reach;
    private final double degPerPixel;

    /**
     * @param reach from the middle to a corner, pixels
     */
    WcsFit(FitsHeader header, double reach) {
        this.header = header;
        this.reach = reach;
        Wcs wcs = Wcs.ofAny(header, "");
        this.degPerPixel = Math.sqrt(wcs.pixelArea(reach / 2, reach / 2));
    }

    WcsCorrection none() {
        return correction(new double[0]);
    }

    /** The correction of so many unknowns, the first ones of {@link WcsCorrection}'s. */
    WcsCorrection of(List<CatalogueMatch.Pair> pairs, int unknowns) {
        double[] p = new double[unknowns];
        for (int round = 0; round < ROUNDS && unknowns > 0; round++) {
            double[] missed = misses(pairs, p);
            double[][] slopes = new double[unknowns][];
            for (int k = 0; k < unknowns; k++) {
                double[] q = p.clone();
                q[k] += STEP_PX;
                slopes[k] = misses(pairs, q);
                for (int i = 0; i < missed.length; i++) {
                    slopes[k][i] = (slopes[k][i] - missed[i]) / STEP_PX;
                }
            }
            step(p, slopes, missed);
        }
        return correction(p);
    }

    private static void step(double[] p, double[][] slopes, double[] missed) {
        int n = p.length;
        var normal = new DMatrixRMaj(n, n);
        var right = new DMatrixRMaj(n, 1);
        for (int i = 0; i < missed.length; i++) {
            double w = Math.min(1, HUBER / Math.max(1e-9, Math.abs(missed[i])));
            for (int a = 0; a < n; a++) {
                right.data[a] -= w * slopes[a][i] * missed[i];
                for (int b = 0; b < n; b++) {
                    normal.add(a, b, w * slopes[a][i] * slopes[b][i]);
                }
            }
        }
        var solver = LinearSolverFactory_DDRM.symmPosDef(n);
        var found = new DMatrixRMaj(n, 1);
        if (solver.setA(normal)) {
            solver.solve(right, found);
            for (int a = 0; a < n; a++) {
                p[a] += found.data[a];
            }
        }
    }

    private WcsCorrection correction(double[] p) {
        double[] all = new double[7];
        System.arraycopy(p, 0, all, 0, p.length);
        return new WcsCorrection(
                all[0] * degPerPixel,
                all[1] * degPerPixel,
                all[2] / reach,
                all[3] / reach,
                all[4] / reach,
                all[5] / reach,
                all[6] / reach,
                reach);
    }

    private double[] misses(List<CatalogueMatch.Pair> pairs, double[] p) {
        return misses(pairs, correction(p));
    }

    /** East and north of every pair's miss, in its error's units. */
    private double[] misses(List<CatalogueMatch.Pair> pairs, WcsCorrection correction) {
        Wcs wcs = Wcs.ofAny(correction.applied(header), "");
        double[] out = new double[2 * pairs.size()];
        for (int i = 0; i < pairs.size(); i++) {
            var pair = pairs.get(i);
            double perError = Math.sqrt(pair.weight()) / degPerPixel;
            double[] off = off(wcs.toSky(pair.x(), pair.y()), pair.sky());
            out[2 * i] = off[0] * perError;
            out[2 * i + 1] = off[1] * perError;
        }
        return out;
    }

    /** East and north, degrees. */
    private static double[] off(SkyPosition at, SkyPosition from) {
        double ra = Math.IEEEremainder(at.raDeg() - from.raDeg(), 360);
        return new double[] {
            ra * Math.cos(Math.toRadians(from.decDeg())), at.decDeg() - from.decDeg()
        };
    }

    /** Huber's loss over the pairs: squares near, straight far off. */
    double squares(List<CatalogueMatch.Pair> pairs, WcsCorrection correction) {
        double sum = 0;
        for (double m : misses(pairs, correction)) {
            double a = Math.abs(m);
            sum += a <= HUBER ? a * a : 2 * HUBER * a - HUBER * HUBER;
        }
        return sum;
    }

    /** What the pairs' places miss by in one coordinate, milliarcseconds. */
    double rmsMas(List<CatalogueMatch.Pair> pairs, WcsCorrection correction) {
        Wcs wcs = Wcs.ofAny(correction.applied(header), "");
        double sum = 0;
        for (var pair : pairs) {
            double[] off = off(wcs.toSky(pair.x(), pair.y()), pair.sky());
            sum += off[0] * off[0] + off[1] * off[1];
        }
        return 1000 * ARCSEC * Math.sqrt(sum / (2.0 * pairs.size()));
    }
}
