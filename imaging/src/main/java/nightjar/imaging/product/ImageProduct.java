// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.product;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.engine.Difference;
import nightjar.imaging.fits.FitsHeader;
import nightjar.imaging.fits.FitsReader;
import nightjar.imaging.fits.FitsWriter;
import nightjar.imaging.fits.MemoryBudget;
import nightjar.imaging.fits.RawHdu;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Mesh;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Planes;
import nightjar.imaging.psf.PsfModel;
import nightjar.imaging.sky.Wcs;

/**
 * An image in nJy with its variance, mask and PSF, as it lies in difference.fits and science.fits:
 * empty primary, IMAGE, MASK, VARIANCE, PSF (average), PSFMODEL (cube of the polynomial's stamps),
 * NOISE. The first three stand as lsst/afw has them, which reads them by their order.
 *
 * @param noise how much larger the error of a point source's flux is than the variance, its pixels
 *     taken as independent, would make it
 * @param gain photons per image unit that a source's own light adds to the variance; infinite where
 *     the variance has them already
 */
public record ImageProduct(
        Wcs wcs, Plane image, Plane variance, Mask mask, PsfModel psf, Mesh noise, double gain) {

    /** An image as it was taken: its noise is independent and the variance knows all of it. */
    public static ImageProduct untouched(Wcs wcs, Difference.Layer layer, Mask mask) {
        Plane image = layer.image();
        var one = Mesh.constant(image.width, image.height, 1);
        double none = Double.POSITIVE_INFINITY;
        return new ImageProduct(wcs, image, layer.variance(), mask, layer.psf(), one, none);
    }

    /**
     * Writes the file; its path.
     *
     * @param wcsFrom header whose celestial keywords are copied
     * @param scale nanojanskys per unit of image
     */
    public Path write(Path file, FitsHeader wcsFrom, double scale) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 18)) {
            var writer = new FitsWriter().image("", 8).noData(out);
            WcsCards.copy(wcsFrom, writer.image("IMAGE", -32, image.width, image.height))
                    .text("BUNIT", "nJy", "")
                    .floats(out, image.pixels, scale);
            writer.image("MASK", 16, mask.width, mask.height);
            Mask.planes().forEach((name, bit) -> writer.integer("MP_" + name, bit, "mask bit"));
            // the bits are fewer than 16: every product is stored and fetched whole
            writer.halves(out, mask.bits);
            WcsCards.copy(wcsFrom, writer.image("VARIANCE", -32, image.width, image.height))
                    .text("BUNIT", "nJy**2", "")
                    .floats(out, variance.pixels, scale * scale);
            Plane average = psf.average();
            writer.image("PSF", -32, average.width, average.height).floats(out, average.pixels, 1);
            float[][] parts = psf.components();
            int n = parts[0].length;
            float[] cube = new float[n * parts.length];
            for (int k = 0; k < parts.length; k++) {
                System.arraycopy(parts[k], 0, cube, k * n, n);
            }
            writer.image("PSFMODEL", -32, psf.side(), psf.side(), parts.length)
                    .integer("PSFORDER", psf.order(), "degree over the field")
                    .real("PSFINSID", psf.inside(), "share of the light in the stamp")
                    .floats(out, cube, 1);
            Plane nodes = noise.nodes();
            writer.image("NOISE", -32, nodes.width, nodes.height)
                    .real("GAIN", gain / scale, "photons per nJy")
                    .floats(out, nodes.pixels, 1);
        }
        return file;
    }

    /** Reads a file that {@link #write} made; values stay in nJy. */
    public static ImageProduct read(Path file, MemoryBudget budget, Planes planes) throws Unusable {
        List<RawHdu> hdus = FitsReader.readAll(file, budget, planes, Progress.SILENT);
        RawHdu image = named(hdus, "IMAGE", file);
        RawHdu mask = named(hdus, "MASK", file);
        RawHdu psf = named(hdus, "PSFMODEL", file);
        var bits = planes.mask(mask.plane().width, mask.plane().height);
        for (int i = 0; i < bits.bits.length; i++) {
            bits.bits[i] = (int) mask.plane().pixels[i];
        }
        planes.done(mask.plane());
        return new ImageProduct(
                Wcs.of(image.header(), file.toString()),
                image.plane(),
                named(hdus, "VARIANCE", file).plane(),
                bits,
                model(psf, image.plane()),
                noise(hdus, image.plane()),
                gain(hdus));
    }

    private static PsfModel model(RawHdu psf, Plane image) {
        int side = psf.plane().width;
        int count = psf.plane().height / side;
        float[][] parts = new float[count][side * side];
        for (int k = 0; k < count; k++) {
            System.arraycopy(psf.plane().pixels, k * side * side, parts[k], 0, side * side);
        }
        int order = (int) psf.header().integer("PSFORDER", 0);
        double inside = psf.header().real("PSFINSID", 1);
        return new PsfModel(side / 2, order, image.width, image.height, inside, parts);
    }

    /** A product made before there was such an HDU has noise taken as independent. */
    private static Mesh noise(List<RawHdu> hdus, Plane image) {
        return find(hdus, "NOISE")
                .map(h -> Mesh.ofNodes(h.plane(), image.width, image.height))
                .orElseGet(() -> Mesh.constant(image.width, image.height, 1));
    }

    private static double gain(List<RawHdu> hdus) {
        return find(hdus, "NOISE")
                .map(h -> h.header().real("GAIN", Double.POSITIVE_INFINITY))
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static Optional<RawHdu> find(List<RawHdu> hdus, String name) {
        return hdus.stream().filter(h -> h.extension().equals(name)).findFirst();
    }

    private static RawHdu named(List<RawHdu> hdus, String name, Path file) throws Unusable {
        var found = find(hdus, name);
        if (found.isPresent()) {
            return found.get();
        }
        throw new Unusable(FailureCause.NO_IMAGE, file.getFileName() + ": no HDU " + name);
    }
}
