// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.kernel;

import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.pixels.BlockConvolution;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Planes;
import nightjar.imaging.psf.PsfModel;

/** Convolves images, their variances and their PSFs with kernels that vary over the field. */
public final class VaryingConvolution {
    private static final int BLOCK = 64;
    private static final int LARGEST_PSF = 28;

    private VaryingConvolution() {}

    /** Image convolved with the kernel, variance with the kernel squared. */
    public record Applied(Plane image, Plane variance) {}

    /** Applies the kernel block by block, the same within each. */
    public static Applied apply(
            Varying kernel, Plane image, Plane variance, Planes planes, Progress progress)
            throws Unusable {
        int width = image.width;
        var to = new Applied(planes.rough(width, image.height), planes.rough(width, image.height));
        int share = 2 * BLOCK * Bands.threads();
        for (int y = 0; y < image.height; y += share) {
            progress.at("convolve", 0.5 + 0.1 * y / image.height);
            int end = Math.min(image.height, y + share);
            Bands.run(y, end, BLOCK, (y0, y1) -> band(kernel, image, variance, y0, y1, to));
        }
        return to;
    }

    private static void band(
            Varying varying, Plane image, Plane variance, int y, int y1, Applied to) {
        var blocks = new BlockConvolution();
        int side = varying.side();
        for (int x = 0; x < image.width; x += BLOCK) {
            int x1 = Math.min(image.width, x + BLOCK);
            float[] kernel = varying.at((x + x1 - 1) / 2.0, (y + y1 - 1) / 2.0);
            blocks.apply(image, kernel, side, x, y, x1, y1, to.image);
            for (int i = 0; i < kernel.length; i++) {
                kernel[i] *= kernel[i];
            }
            float[] core = BlockConvolution.core(kernel, side);
            int coreSide = (int) Math.round(Math.sqrt(core.length));
            blocks.apply(variance, core, coreSide, x, y, x1, y1, to.variance);
        }
    }

    /**
     * What a point source of the convolved image looks like afterwards.
     *
     * @param sum of the kernel, by which the light is divided again
     */
    public static PsfModel psf(Varying kernel, PsfModel psf, int width, int height, double sum) {
        int r = Math.min(LARGEST_PSF, psf.radius() + kernel.side() / 4);
        int nodes = psf.order() == 0 ? 1 : 5;
        var blocks = new BlockConvolution();
        int terms = PsfModel.count(psf.order());
        var fit = new StampPolynomial(psf.order(), terms, (2 * r + 1) * (2 * r + 1));
        for (int j = 0; j < nodes; j++) {
            for (int i = 0; i < nodes; i++) {
                double x = (i + 0.5) * width / nodes;
                double y = (j + 0.5) * height / nodes;
                Plane wide = padded(psf.at(x, y), r);
                var out = wide.like();
                float[] here = kernel.at(x, y);
                blocks.apply(wide, here, kernel.side(), 0, 0, wide.width, wide.height, out);
                fit.add(
                        PsfModel.terms(psf.order(), x, y, width, height),
                        out.times(1 / sum).pixels);
            }
        }
        return new PsfModel(r, psf.order(), width, height, psf.inside(), fit.solve());
    }

    private static Plane padded(Plane narrow, int r) {
        var out = new Plane(2 * r + 1, 2 * r + 1);
        int margin = r - narrow.width / 2;
        for (int row = 0; row < narrow.height; row++) {
            int to = (row + margin) * out.width + margin;
            System.arraycopy(narrow.pixels, row * narrow.width, out.pixels, to, narrow.width);
        }
        return out;
    }
}
