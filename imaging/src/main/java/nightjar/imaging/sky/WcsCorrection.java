// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.sky;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nightjar.imaging.fits.FitsHeader;

/**
 * What is wrong with a header's celestial coordinates, in few numbers: where the telescope points,
 * how the detector lies (turn, scale, shear), and one term of the third order along the radius, as
 * optics have it.
 *
 * @param east,north by which CRVAL moves, degrees on the sky
 * @param xx,xy,yx,yy what the CD matrix is multiplied with from the left, less the identity
 * @param radial relative change of the distance from the reference pixel at {@code reach}
 * @param reach pixels
 */
public record WcsCorrection(
        double east,
        double north,
        double xx,
        double xy,
        double yx,
        double yy,
        double radial,
        double reach) {

    private static final int CUBIC = 3;

    /**
     * The header with it: CD for whatever it had, SIP or TPV terms where there is a third order.
     */
    public FitsHeader applied(FitsHeader header) {
        double[] cd = Linear.matrix(header);
        var out =
                turned(moved(header), cd)
                        .without("CDELT1", "CDELT2", "CROTA1", "CROTA2")
                        .without("PC1_1", "PC1_2", "PC2_1", "PC2_2")
                        .without("PC001001", "PC001002", "PC002001", "PC002002");
        return radial == 0 ? out : bent(out, Math.sqrt(Math.abs(cd[0] * cd[3] - cd[1] * cd[2])));
    }

    private FitsHeader moved(FitsHeader header) {
        boolean swapped = isSwapped(header);
        String ra = swapped ? "CRVAL2" : "CRVAL1";
        String dec = swapped ? "CRVAL1" : "CRVAL2";
        double dec0 = header.real(dec, 0);
        double cos = Math.max(1e-6, Math.cos(Math.toRadians(dec0)));
        return header.with(ra, Double.toString(header.real(ra, 0) + east / cos))
                .with(dec, Double.toString(dec0 + north));
    }

    private static boolean isSwapped(FitsHeader header) {
        return type(header, 1).startsWith("DEC");
    }

    private static String type(FitsHeader header, int axis) {
        return header.text("CTYPE" + axis).orElse("").toUpperCase(Locale.ROOT);
    }

    private FitsHeader turned(FitsHeader header, double[] cd) {
        return header.with("CD1_1", Double.toString(cd[0] + xx * cd[0] + xy * cd[2]))
                .with("CD1_2", Double.toString(cd[1] + xx * cd[1] + xy * cd[3]))
                .with("CD2_1", Double.toString(cd[2] + yx * cd[0] + yy * cd[2]))
                .with("CD2_2", Double.toString(cd[3] + yx * cd[1] + yy * cd[3]));
    }

    private FitsHeader bent(FitsHeader header, double degPerPixel) {
        if (Distortion.isTpv(header, type(header, isSwapped(header) ? 2 : 1))) {
            double k = radial / Math.pow(reach * degPerPixel, 2);
            // x^3 and x y^2 of each axis, which are x r^2
            return plus(header, k, "PV1_7", "PV1_9", "PV2_7", "PV2_9");
        }
        var sip = type(header, 1).endsWith("-SIP") ? header : header.without(terms("A", "B"));
        for (int axis = 1; axis <= 2; axis++) {
            String plain = type(sip, axis);
            sip = sip.with("CTYPE" + axis, plain.endsWith("-SIP") ? plain : plain + "-SIP");
        }
        // an inverse that others wrote beside it no longer fits
        sip = sip.without(terms("AP", "BP")).without("AP_ORDER", "BP_ORDER");
        for (String letter : List.of("A", "B")) {
            long order = Math.max(CUBIC, sip.integer(letter + "_ORDER", 0));
            sip = sip.with(letter + "_ORDER", Long.toString(order));
        }
        double k = radial / (reach * reach);
        return plus(sip, k, "A_3_0", "A_1_2", "B_0_3", "B_2_1");
    }

    private static FitsHeader plus(FitsHeader header, double k, String... keys) {
        var out = header;
        for (String key : keys) {
            out = out.with(key, Double.toString(out.real(key, 0) + k));
        }
        return out;
    }

    private static String[] terms(String... letters) {
        var keys = new ArrayList<String>();
        for (String letter : letters) {
            for (int p = 0; p <= 9; p++) {
                for (int q = 0; p + q <= 9; q++) {
                    keys.add(letter + "_" + p + "_" + q);
                }
            }
        }
        return keys.toArray(String[]::new);
    }
}
