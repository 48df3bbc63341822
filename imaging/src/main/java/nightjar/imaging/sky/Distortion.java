// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.sky;

import java.util.Locale;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Unusable;
import nightjar.imaging.fits.FitsHeader;

/**
 * What bends a plain projection, before (SIP, in pixels) or after (TPV, in degrees) the CD matrix.
 */
interface Distortion {
    Distortion NONE = new Distortion() {};

    /** The highest order of SIP (Shupe et al. 2005). */
    int MOST = 9;

    /** In place: from detector offsets to undistorted offsets, pixels. */
    default void focalPlane(double[] uv) {}

    /** In place: the inverse of {@link #focalPlane}. */
    default void detector(double[] uv) {}

    /** In place: from intermediate to tangent-plane coordinates (xi, eta), degrees. */
    default void projected(double[] plane) {}

    /** In place: the inverse of {@link #projected}. */
    default void unprojected(double[] plane) {}

    /**
     * That of a header.
     *
     * @throws Unusable NO_WCS where the order of a polynomial is none
     */
    static Distortion of(FitsHeader header, String longitudeType, boolean swapped) throws Unusable {
        if (longitudeType.contains("SIP") && (header.has("A_ORDER") || header.has("B_ORDER"))) {
            return new Sip(sip(header, "A"), sip(header, "B"));
        }
        if (isTpv(header, longitudeType)) {
            double[] first = pv(header, 1);
            double[] second = pv(header, 2);
            return swapped ? new Tpv(second, first) : new Tpv(first, second);
        }
        return NONE;
    }

    /** Whether its polynomials are those of TPV. */
    static boolean isTpv(FitsHeader header, String longitudeType) {
        // SCAMP wrote its TPV polynomials under plain TAN before TPV had a name
        boolean scamp = header.has("PV1_4") || header.has("PV2_4");
        return longitudeType.contains("TPV") || (longitudeType.endsWith("TAN") && scamp);
    }

    private static double[][] sip(FitsHeader header, String letter) throws Unusable {
        String key = letter + "_ORDER";
        double told = header.real(key, header.has(key) ? Double.NaN : 0);
        if (!(told >= 0 && told <= MOST) || told != Math.rint(told)) {
            throw new Unusable(
                    FailureCause.NO_WCS,
                    "%s is %s, wanted 0 to %d".formatted(key, header.text(key).orElse(""), MOST));
        }
        int order = (int) told;
        double[][] c = new double[order + 1][order + 1];
        for (int p = 0; p <= order; p++) {
            for (int q = 0; p + q <= order; q++) {
                c[p][q] = header.real(String.format(Locale.ROOT, "%s_%d_%d", letter, p, q), 0);
            }
        }
        return c;
    }

    private static double[] pv(FitsHeader header, int axis) {
        double[] c = new double[40];
        for (int i = 0; i < c.length; i++) {
            c[i] = header.real("PV" + axis + "_" + i, i == 1 ? 1 : 0);
        }
        return c;
    }

    /** Newton's method with a numerical derivative on a smooth near-identity map of the plane. */
    static void invert(double[] point, java.util.function.Consumer<double[]> forward, double step) {
        double tx = point[0];
        double ty = point[1];
        for (int i = 0; i < 20; i++) {
            double[] f = apply(forward, point[0], point[1]);
            double ex = f[0] - tx;
            double ey = f[1] - ty;
            double[] fx = apply(forward, point[0] + step, point[1]);
            double[] fy = apply(forward, point[0], point[1] + step);
            double a = (fx[0] - f[0]) / step;
            double b = (fy[0] - f[0]) / step;
            double c = (fx[1] - f[1]) / step;
            double d = (fy[1] - f[1]) / step;
            double det = a * d - b * c;
            double dx = (d * ex - b * ey) / det;
            double dy = (a * ey - c * ex) / det;
            point[0] -= dx;
            point[1] -= dy;
            if (Math.hypot(dx, dy) < step * 1e-6) {
                return;
            }
        }
    }

    private static double[] apply(
            java.util.function.Consumer<double[]> forward, double x, double y) {
        double[] p = {x, y};
        forward.accept(p);
        return p;
    }
}
