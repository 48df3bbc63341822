// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.psf;

import nightjar.imaging.pixels.Plane;

/**
 * Adaptive Gaussian-weighted moments (after Bernstein and Jarvis 2002, AJ 123, 583): the weight
 * takes the size and the place of the source, round in shape.
 *
 * @param xx,yy,xy second moments with the weight's effect removed, pixels squared
 */
public record Moments(
        double x, double y, double flux, double xx, double yy, double xy, boolean converged) {

    private static final int ROUNDS = 12;
    private static final double MAX_SHIFT = 2.0;

    /** Gaussian-equivalent sigma, pixels. */
    public double size() {
        return Math.sqrt(Math.max(0, 0.5 * (xx + yy)));
    }

    public double e1() {
        return (xx - yy) / (xx + yy);
    }

    public double e2() {
        return 2 * xy / (xx + yy);
    }

    /** Measures around a starting place; not converged when it runs away or has no light. */
    public static Moments measure(Plane image, double startX, double startY, double startSize) {
        double x = startX;
        double y = startY;
        double weight = startSize * startSize;
        double[] s = new double[6];
        Moments m = failed(x, y);
        for (int round = 0; round < ROUNDS; round++) {
            sums(image, x, y, weight, s);
            if (!(s[0] > 0)) {
                return failed(startX, startY);
            }
            // a matched Gaussian weight halves the displacement of the weighted mean
            double dx = 2 * s[1] / s[0];
            double dy = 2 * s[2] / s[0];
            x += dx;
            y += dy;
            if (Math.abs(x - startX) > MAX_SHIFT || Math.abs(y - startY) > MAX_SHIFT) {
                return failed(startX, startY);
            }
            double qxx = s[3] / s[0];
            double qyy = s[4] / s[0];
            double qxy = s[5] / s[0];
            double q = 0.5 * (qxx + qyy);
            double limited = Math.min(q, 0.85 * weight);
            double size2 = Math.max(0.16, limited * weight / (weight - limited));
            double stretch = size2 / Math.max(q, 1e-3);
            double flux = s[0] * (size2 + weight) / weight;
            m =
                    new Moments(
                            x,
                            y,
                            flux,
                            size2 + (qxx - q) * stretch * stretch,
                            size2 + (qyy - q) * stretch * stretch,
                            qxy * stretch * stretch,
                            true);
            boolean still = Math.hypot(dx, dy) < 1e-3 && Math.abs(size2 / weight - 1) < 1e-3;
            weight = Math.min(Math.max(size2, 0.5), 60);
            if (still) {
                break;
            }
        }
        return m;
    }

    private static Moments failed(double x, double y) {
        return new Moments(x, y, 0, 0, 0, 0, false);
    }

    private static void sums(Plane image, double cx, double cy, double weight, double[] s) {
        java.util.Arrays.fill(s, 0);
        double reach = 3.5 * Math.sqrt(weight);
        int x0 = Math.max(0, (int) Math.ceil(cx - reach));
        int x1 = Math.min(image.width - 1, (int) Math.floor(cx + reach));
        int y0 = Math.max(0, (int) Math.ceil(cy - reach));
        int y1 = Math.min(image.height - 1, (int) Math.floor(cy + reach));
        double[] ex = new double[Math.max(0, x1 - x0 + 1)];
        for (int x = x0; x <= x1; x++) {
            ex[x - x0] = Math.exp(-0.5 * (x - cx) * (x - cx) / weight);
        }
        for (int y = y0; y <= y1; y++) {
            double dy = y - cy;
            double ey = Math.exp(-0.5 * dy * dy / weight);
            for (int x = x0; x <= x1; x++) {
                double dx = x - cx;
                double w = ey * ex[x - x0] * image.at(x, y);
                s[0] += w;
                s[1] += w * dx;
                s[2] += w * dy;
                s[3] += w * dx * dx;
                s[4] += w * dy * dy;
                s[5] += w * dx * dy;
            }
        }
    }
}
