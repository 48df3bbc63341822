// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.report;

import java.util.Base64;
import java.util.Locale;
import nightjar.imaging.pixels.Plane;

/** Pieces of images as pictures in a page; y runs upwards, as astronomers draw it. */
final class Picture {
    private static final int GREY = 96;

    private Picture() {}

    /**
     * The pixels around a place, from black at {@code low} to white at {@code high}; dark grey
     * beyond the border.
     */
    static String around(
            Plane image, double x, double y, int radius, double low, double high, String title) {
        int side = 2 * radius + 1;
        int x0 = (int) Math.round(x) - radius;
        int y1 = (int) Math.round(y) + radius;
        byte[] grey = new byte[side * side];
        for (int j = 0; j < side; j++) {
            for (int i = 0; i < side; i++) {
                boolean in = image.contains(x0 + i, y1 - j);
                grey[j * side + i] =
                        (byte) (in ? level(image.at(x0 + i, y1 - j), low, high) : GREY);
            }
        }
        return tag(grey, side, title);
    }

    /** A whole stamp on a scale of its own, faint wings brought out by an inverse sinh. */
    static String stamp(float[] pixels, int side, String title) {
        double peak = 0;
        for (float p : pixels) {
            peak = Math.max(peak, Math.abs(p));
        }
        byte[] grey = new byte[side * side];
        for (int j = 0; j < side; j++) {
            for (int i = 0; i < side; i++) {
                double v = pixels[(side - 1 - j) * side + i] / Math.max(peak, 1e-30);
                grey[j * side + i] = (byte) level(asinh(50 * v), -asinh(50), asinh(50));
            }
        }
        return tag(grey, side, title);
    }

    private static double asinh(double v) {
        return Math.signum(v) * Math.log(Math.abs(v) + Math.sqrt(v * v + 1));
    }

    private static int level(double v, double low, double high) {
        double share = (v - low) / (high - low);
        return (int) Math.round(255 * Math.max(0, Math.min(1, Double.isNaN(share) ? 0 : share)));
    }

    private static String tag(byte[] grey, int side, String title) {
        return String.format(
                Locale.ROOT,
                "<img alt=\"%s\" title=\"%s\" src=\"data:image/png;base64,%s\">",
                title,
                title,
                Base64.getEncoder().encodeToString(Png.of(grey, side, side)));
    }
}
