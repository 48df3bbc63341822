// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.sky;

import java.util.Locale;
import nightjar.imaging.fits.FitsHeader;

/**
 * The linear part of a WCS in its three historical dresses: CD, PC with CDELT, CDELT with CROTA.
 */
final class Linear {
    private Linear() {}

    static double[] matrix(FitsHeader header) {
        double[] cd = new double[4];
        boolean any = false;
        for (int i = 0; i < 4; i++) {
            var value = header.real("CD" + (i / 2 + 1) + "_" + (i % 2 + 1));
            any |= value.isPresent();
            cd[i] = value.orElse(0);
        }
        return any ? cd : scaled(header);
    }

    private static double[] scaled(FitsHeader header) {
        double[] delta = {header.real("CDELT1", 1), header.real("CDELT2", 1)};
        double[] pc = new double[4];
        boolean any = false;
        for (int i = 0; i < 4; i++) {
            int row = i / 2 + 1;
            int column = i % 2 + 1;
            String old = String.format(Locale.ROOT, "PC%03d%03d", row, column);
            var value = header.real("PC" + row + "_" + column, old);
            any |= value.isPresent();
            pc[i] = value.orElse(row == column ? 1 : 0);
        }
        boolean plain = !header.has("CDELT1") && !any;
        if (plain) {
            return new double[4];
        }
        if (!any) {
            // the AIPS convention: CROTA2 turns the second axis
            double angle = Math.toRadians(header.real("CROTA2", 0));
            pc = new double[] {Math.cos(angle), 0, 0, Math.cos(angle)};
            pc[1] = -Math.sin(angle) * delta[1] / delta[0];
            pc[2] = Math.sin(angle) * delta[0] / delta[1];
        }
        return new double[] {
            delta[0] * pc[0], delta[0] * pc[1], delta[1] * pc[2], delta[1] * pc[3]
        };
    }
}
