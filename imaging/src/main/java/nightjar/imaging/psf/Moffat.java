// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.psf;

/**
 * The profile (1 + r2/alpha2)^-beta that lies nearest to a star's stamp, for the light outside of
 * it (Moffat 1969, A&amp;A 3, 455).
 *
 * @param alpha px
 * @param peak in units of the stamp
 */
record Moffat(double alpha, double beta, double peak) {

    /** The nearest on a grid: what is wanted of it is a percent of the light. */
    static Moffat fit(float[] stamp, int radius) {
        double[][] circles = circles(stamp, radius);
        var best = new Moffat(1, 6, 0);
        double least = Double.POSITIVE_INFINITY;
        for (double beta = 2.2; beta <= 6.01; beta += 0.2) {
            for (double alpha = 1.0; alpha <= 14; alpha *= 1.06) {
                double[] sums = sums(circles, alpha, beta);
                double misfit = sums[2] - sums[1] * sums[1] / sums[0];
                if (misfit < least) {
                    least = misfit;
                    best = new Moffat(alpha, beta, sums[1] / sums[0]);
                }
            }
        }
        return best;
    }

    /** The profile at a distance, px squared. */
    double at(double r2) {
        return peak * Math.pow(1 + r2 / (alpha * alpha), -beta);
    }

    /**
     * Share of the light inside a square stamp of that radius: (1 + R2/a2)^(1-b) is outside R; a
     * square of radius R holds as much as a circle of about 1.1 R.
     */
    double shareInside(int radius) {
        double edge = 1.1 * (radius + 0.5) / alpha;
        return 1 - Math.min(0.06, Math.pow(1 + edge * edge, 1 - beta));
    }

    /** By distance squared: pixels (every second one) there, their sum, that of squares. */
    private static double[][] circles(float[] stamp, int radius) {
        int side = 2 * radius + 1;
        double[][] out = new double[radius * radius + 1][3];
        for (int dy = -radius; dy <= radius; dy++) {
            for (int dx = -radius; dx <= radius; dx++) {
                int r2 = dx * dx + dy * dy;
                if (r2 <= radius * radius && (dx + dy) % 2 == 0) {
                    double v = stamp[(dy + radius) * side + dx + radius];
                    out[r2][0]++;
                    out[r2][1] += v;
                    out[r2][2] += v * v;
                }
            }
        }
        return out;
    }

    /** The sums of w m^2, w m d and w d^2, with weights between those of photons and of sky. */
    private static double[] sums(double[][] circles, double alpha, double beta) {
        double mm = 0;
        double md = 0;
        double dd = 0;
        for (int r2 = 0; r2 < circles.length; r2++) {
            double n = circles[r2][0];
            if (n > 0) {
                double m = Math.pow(1 + r2 / (alpha * alpha), -beta);
                double w = 1 / (m + 0.003);
                mm += w * m * m * n;
                md += w * m * circles[r2][1];
                dd += w * circles[r2][2];
            }
        }
        return new double[] {mm, md, dd};
    }
}
