// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;

/**
 * Flux in a circle of 12 pixels, as the alert schema defines apFlux; border pixels count in part.
 *
 * @param truncated the circle leaves the image
 */
record Aperture(double flux, double error, boolean truncated) {
    static final double RADIUS = 12;

    /**
     * The same with all the noise there is.
     *
     * @param factor by which noise that neighbouring pixels share makes the error larger
     * @param gain photons per image unit; the variance is without the source's own
     */
    Aperture inNoise(double factor, double gain) {
        double all = factor * factor * error * error + Math.abs(flux) / gain;
        return new Aperture(flux, Math.sqrt(all), truncated);
    }

    static Aperture measure(Plane image, Plane variance, Mask mask, double x, double y) {
        int cx = (int) Math.round(x);
        int cy = (int) Math.round(y);
        int reach = (int) RADIUS + 2;
        double flux = 0;
        double v = 0;
        boolean truncated = false;
        for (int j = cy - reach; j <= cy + reach; j++) {
            for (int i = cx - reach; i <= cx + reach; i++) {
                double share = Math.min(1, Math.max(0, RADIUS + 0.5 - Math.hypot(i - x, j - y)));
                if (share == 0) {
                    continue;
                }
                if (!image.contains(i, j)) {
                    truncated = true;
                } else if ((mask.at(i, j) & Mask.UNUSABLE) == 0) {
                    flux += share * image.at(i, j);
                    v += share * variance.at(i, j);
                }
            }
        }
        return new Aperture(flux, Math.sqrt(v), truncated);
    }
}
