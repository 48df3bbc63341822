// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.report;

import java.util.Locale;
import nightjar.imaging.engine.Difference;
import nightjar.imaging.pixels.Mask;

/** The difference in units of its error, pixel by pixel, against a Gaussian of width one. */
final class Residuals {
    private static final int SIGMAS = 6;
    private static final int PER_SIGMA = 5;
    private static final int BINS = 2 * SIGMAS * PER_SIGMA;
    private static final int BAR = 9;
    private static final int HEIGHT = 220;

    private Residuals() {}

    /**
     * A drawing with a logarithmic axis: a bar for each fifth of a sigma, the Gaussian as a line.
     */
    static String svg(Difference d) {
        long[] counts = count(d);
        long all = 0;
        for (long c : counts) {
            all += c;
        }
        double top = Math.log10(Math.max(10, 0.1 * all));
        var out = new StringBuilder();
        out.append("<svg viewBox=\"0 0 ").append(BINS * BAR).append(' ').append(HEIGHT + 24);
        out.append("\" role=\"img\" aria-label=\"histogram of residuals\">");
        for (int b = 0; b < BINS; b++) {
            double h = HEIGHT * Math.max(0, Math.log10((double) Math.max(1, counts[b]))) / top;
            out.append(
                    String.format(
                            Locale.ROOT,
                            "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\"/>",
                            b * BAR,
                            HEIGHT - h,
                            BAR - 1,
                            h));
        }
        out.append("<polyline points=\"").append(gaussian(all, top)).append("\"/>");
        for (int s = -SIGMAS + 1; s < SIGMAS; s++) {
            int x = (s + SIGMAS) * PER_SIGMA * BAR;
            out.append("<text x=\"").append(x).append("\" y=\"").append(HEIGHT + 16);
            out.append("\">").append(s).append("</text>");
        }
        return out.append("</svg>").toString();
    }

    private static long[] count(Difference d) {
        long[] counts = new long[BINS];
        int bad = Mask.UNUSABLE | Mask.EDGE | Mask.STREAK;
        for (int i = 0; i < d.difference().pixels.length; i++) {
            double pull = d.difference().pixels[i] / Math.sqrt(d.variance().pixels[i]);
            int bin = (int) Math.floor((pull + SIGMAS) * PER_SIGMA);
            if ((d.mask().bits[i] & bad) == 0 && bin >= 0 && bin < BINS) {
                counts[bin]++;
            }
        }
        return counts;
    }

    private static String gaussian(long all, double top) {
        var line = new StringBuilder();
        for (int b = 0; b < BINS; b++) {
            double s = (b + 0.5) / PER_SIGMA - SIGMAS;
            double n = all / Math.sqrt(2 * Math.PI) / PER_SIGMA * Math.exp(-0.5 * s * s);
            if (n >= 1) {
                double y = HEIGHT - HEIGHT * Math.log10(n) / top;
                line.append(String.format(Locale.ROOT, "%.1f,%.1f ", (b + 0.5) * BAR, y));
            }
        }
        return line.toString();
    }
}
