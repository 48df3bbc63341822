// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.alerts;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import nom.tam.fits.Fits;
import nom.tam.fits.Header;
import nom.tam.fits.ImageHDU;
import nom.tam.util.ArrayFuncs;

/**
 * A packet's stamp: pixels in nJy, their variance, the PSF's image.
 *
 * @param header of the pixels
 */
record TheirCutout(Header header, double[][] pixels, double[][] variance, double[][] psf) {

    private static final int LOBES = 5;

    /** Flux and its error, nJy. */
    record Flux(double value, double error) {
        double signalToNoise() {
            return value / error;
        }
    }

    static TheirCutout read(ByteBuffer bytes) throws Exception {
        var copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        try (var fits = new Fits(new ByteArrayInputStream(copy))) {
            var hdus = fits.read();
            return new TheirCutout(
                    hdus[0].getHeader(), plane(hdus[0]), plane(hdus[1]), plane(hdus[2]));
        }
    }

    private static double[][] plane(nom.tam.fits.BasicHDU<?> hdu) throws Exception {
        return (double[][])
                ArrayFuncs.convertArray(((ImageHDU) hdu).getKernel(), double.class, true);
    }

    /**
     * The flux of a point source where the stamp's header has it: the PSF, moved there, fitted with
     * equal weights; its error from the variance (meas_base, base_PsfFlux).
     */
    Flux flux() {
        double x = header.getDoubleValue("CRPIX1") - 1;
        double y = header.getDoubleValue("CRPIX2") - 1;
        double model2 = 0;
        double modelData = 0;
        double model2Variance = 0;
        for (int row = 0; row < pixels.length; row++) {
            for (int column = 0; column < pixels[row].length; column++) {
                double model = psfAt(column - x, row - y);
                if (!Double.isNaN(pixels[row][column])) {
                    model2 += model * model;
                    modelData += model * pixels[row][column];
                    model2Variance += model * model * variance[row][column];
                }
            }
        }
        return new Flux(modelData / model2, Math.sqrt(model2Variance) / model2);
    }

    /** The PSF at an offset from its middle, by Lanczos' interpolation as afw warps kernels. */
    private double psfAt(double dx, double dy) {
        double px = dx + (psf[0].length - 1) / 2.0;
        double py = dy + (psf.length - 1) / 2.0;
        double sum = 0;
        double weights = 0;
        for (int j = (int) Math.floor(py) - LOBES + 1; j <= Math.floor(py) + LOBES; j++) {
            for (int i = (int) Math.floor(px) - LOBES + 1; i <= Math.floor(px) + LOBES; i++) {
                double weight = lanczos(i - px) * lanczos(j - py);
                weights += weight;
                if (j >= 0 && j < psf.length && i >= 0 && i < psf[0].length) {
                    sum += weight * psf[j][i];
                }
            }
        }
        return sum / weights;
    }

    private static double lanczos(double t) {
        return Math.abs(t) < 1e-12 ? 1 : sinc(t) * sinc(t / LOBES);
    }

    private static double sinc(double t) {
        return Math.sin(Math.PI * t) / (Math.PI * t);
    }
}
