// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.kernel;

import nightjar.imaging.pixels.Plane;

/** Stars as round Gaussians. */
final class Gaussians {
    private static final int REACH_PX = 16;

    private Gaussians() {}

    /** Adds one of this flux, its width in pixels. */
    static void add(Plane p, double x, double y, double flux, double sigma) {
        for (int j = (int) y - REACH_PX; j <= y + REACH_PX; j++) {
            for (int i = (int) x - REACH_PX; i <= x + REACH_PX; i++) {
                if (p.contains(i, j)) {
                    double r2 = (i - x) * (i - x) + (j - y) * (j - y);
                    double v = Math.exp(-r2 / (2 * sigma * sigma)) / (2 * Math.PI * sigma * sigma);
                    p.set(i, j, p.at(i, j) + (float) (flux * v));
                }
            }
        }
    }
}
