// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.psf;

import nightjar.imaging.pixels.Convolution;
import nightjar.imaging.pixels.Plane;

/**
 * A source too faint to show in one pixel, or on the shoulder of a brighter one: what stands out of
 * residuals that are smoothed with a Gaussian of the PSF's size.
 */
final class Blob {
    private final float[] blur;
    private final double less;

    /**
     * @param size Gaussian-equivalent sigma of the PSF, px
     */
    Blob(double size) {
        this.blur = Convolution.gaussian(size);
        double squares = 0;
        for (float b : blur) {
            squares += b * b;
        }
        this.less = squares;
    }

    Plane smooth(Plane residuals) {
        return Convolution.separable(residuals, blur);
    }

    /** Smoothed noise, of so much noise in each pixel. */
    double noise(double each) {
        return less * each;
    }
}
