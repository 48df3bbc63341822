// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.psf;

/** How much of a star's light lies outside the stamp, from a Moffat profile fitted to it. */
final class Moffat {
    private Moffat() {}

    /**
     * Share of the light inside a square stamp of that radius. The profile (1 + r2/a2)^-b holds (1
     * + R2/a2)^(1-b) outside R (Moffat 1969, A&amp;A 3, 455).
     */
    static double shareInside(float[] stamp, int radius) {
        int side = 2 * radius + 1;
        double best = Double.POSITIVE_INFINITY;
        double outside = 0;
        for (double beta = 2.2; beta <= 6.01; beta += 0.2) {
            for (double alpha = 1.0; alpha <= 14; alpha *= 1.06) {
                double misfit = misfit(stamp, side, radius, alpha, beta);
                if (misfit < best) {
                    best = misfit;
                    // a square of radius R holds as much as a circle of about 1.1 R
                    double edge = 1.1 * (radius + 0.5) / alpha;
                    outside = Math.pow(1 + edge * edge, 1 - beta);
                }
            }
        }
        return 1 - Math.min(0.06, outside);
    }

    private static double misfit(float[] stamp, int side, int radius, double alpha, double beta) {
        double mm = 0;
        double md = 0;
        double dd = 0;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int dx = x - radius;
                int dy = y - radius;
                int r2 = dx * dx + dy * dy;
                if (r2 > radius * radius || (dx + dy) % 2 != 0) {
                    continue;
                }
                double m = Math.pow(1 + r2 / (alpha * alpha), -beta);
                double w = 1 / (m + 0.003);
                mm += w * m * m;
                md += w * m * stamp[y * side + x];
                dd += w * stamp[y * side + x] * stamp[y * side + x];
            }
        }
        return dd - md * md / mm;
    }
}
