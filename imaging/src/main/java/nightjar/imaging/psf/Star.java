// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.psf;

/**
 * One compact source of an image.
 *
 * @param x,y centroid, 0-based pixels
 * @param flux inside a Gaussian of its own size, image units
 * @param snr of that flux
 * @param size Gaussian-equivalent sigma from adaptive moments, pixels
 * @param e1,e2 ellipticity components (xx - yy)/(xx + yy) and 2 xy/(xx + yy)
 * @param clean no unusable pixel near its core
 */
public record Star(
        double x,
        double y,
        double flux,
        double snr,
        double size,
        double e1,
        double e2,
        double peak,
        boolean clean) {

    /** The same, as if a pixel near its core were unusable. */
    public Star unclean() {
        return new Star(x, y, flux, snr, size, e1, e2, peak, false);
    }
}
