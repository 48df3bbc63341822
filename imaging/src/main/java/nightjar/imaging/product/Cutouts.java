// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.product;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nightjar.imaging.engine.Difference;
import nightjar.imaging.fits.FitsWriter;
import nightjar.imaging.measure.SourceRow;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.psf.PsfModel;
import nightjar.imaging.sky.SkyPosition;

/**
 * The stamps that go with an alert, each a little FITS file as lsst.ap.association writes them:
 * pixels in nJy, UNCERT (variance), PSFIMAGE; a linear WCS without CTYPE.
 */
public final class Cutouts {
    private static final int SMALLEST = 30;
    private static final int LARGEST = 102;
    private static final int BATCH = 64;

    private final Difference d;
    private final double scale;
    private final double rotation;

    /**
     * @param scale nanojanskys per image unit
     * @param rotation position angle of the focal plane's +Y against north, degrees
     */
    public Cutouts(Difference d, double scale, double rotation) {
        this.d = d;
        this.scale = scale;
        this.rotation = rotation;
    }

    /** Writes cutouts.bin and its index cutouts.csv. */
    public void write(List<SourceRow> rows, Path folder) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(
                "differenceOffset,differenceLength,scienceOffset,scienceLength,"
                        + "templateOffset,templateLength");
        long at = 0;
        // One PSF an image, the same in each of its stamps: upstream's useAveragePsf.
        byte[][] psfs = {psf(d.psf()), psf(d.science().psf()), psf(d.template().psf())};
        try (OutputStream out =
                new java.io.BufferedOutputStream(
                        Files.newOutputStream(folder.resolve("cutouts.bin")))) {
            for (int from = 0; from < rows.size(); from += BATCH) {
                var batch = rows.subList(from, Math.min(rows.size(), from + BATCH));
                for (byte[][] three : Bands.map(batch, row -> three(row, psfs))) {
                    var line = new StringBuilder();
                    for (byte[] bytes : three) {
                        line.append(line.length() == 0 ? "" : ",").append(at).append(',');
                        line.append(bytes.length);
                        out.write(bytes);
                        at += bytes.length;
                    }
                    lines.add(line.toString());
                }
            }
        }
        Files.write(folder.resolve("cutouts.csv"), lines);
    }

    private byte[][] three(SourceRow row, byte[][] psfs) {
        try {
            return new byte[][] {
                stamp(row, d.difference(), d.variance(), psfs[0]),
                stamp(row, d.science().image(), d.science().variance(), psfs[1]),
                stamp(row, d.template().image(), d.template().variance(), psfs[2])
            };
        } catch (IOException e) {
            throw new UncheckedIOException("a stamp in memory", e);
        }
    }

    /** The HDU that ends each of an image's stamps. */
    private static byte[] psf(PsfModel model) throws IOException {
        Plane p = model.average();
        double[] pixels = new double[p.pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = p.pixels[i];
        }
        var out = new ByteArrayOutputStream();
        new FitsWriter()
                .image("", -32)
                .noData(OutputStream.nullOutputStream())
                .image("PSFIMAGE", -64, p.width, p.height)
                .doubles(out, pixels);
        return out.toByteArray();
    }

    private byte[] stamp(SourceRow row, Plane image, Plane variance, byte[] psf)
            throws IOException {
        int cx = (int) Math.round(row.x());
        int cy = (int) Math.round(row.y());
        if (!image.contains(cx, cy)) {
            return new byte[0];
        }
        int box = Integer.parseInt(row.text("bboxSize"));
        int side = Math.max(SMALLEST, Math.min(LARGEST, box));
        side = Math.min(side, Math.min(image.width, image.height));
        // The pixels whose middle is nearest to the centroid (lsst/geom, makeCenteredBox).
        int x0 = (int) Math.round(row.x() - (side - 1) / 2.0);
        int y0 = (int) Math.round(row.y() - (side - 1) / 2.0);
        var writer = new FitsWriter().image("", -32, side, side);
        header(writer, row, x0, y0);
        var out = new ByteArrayOutputStream(40_000);
        writer.floats(out, cut(image, x0, y0, side), scale);
        writer.image("UNCERT", -32, side, side).text("UTYPE", "VarianceUncertainty", "");
        writer.floats(out, cut(variance, x0, y0, side), scale * scale);
        out.writeBytes(psf);
        return out.toByteArray();
    }

    private void header(FitsWriter writer, SourceRow row, int x0, int y0) {
        SkyPosition sky = d.wcs().toSky(row.x(), row.y());
        double[] j = d.wcs().jacobian(row.x(), row.y());
        writer.integer("CUTMINX", x0 - 1L, "").integer("CUTMINY", y0 - 1L, "");
        writer.real("ROTPA", rotation, "Pos angle in deg of focal plane +Y wrt North");
        writer.text("BUNIT", "nJy", "").integer("WCSAXES", 2, "Number of coordinate axes");
        writer.real("CRPIX1", row.x() - x0 + 1, "Pixel coordinate of reference point");
        writer.real("CRPIX2", row.y() - y0 + 1, "Pixel coordinate of reference point");
        writer.real("PC1_1", j[0], "").real("PC1_2", j[1], "");
        writer.real("PC2_1", j[2], "").real("PC2_2", j[3], "");
        writer.real("CDELT1", 1, "").real("CDELT2", 1, "");
        writer.real("CRVAL1", sky.raDeg(), "").real("CRVAL2", sky.decDeg(), "");
        writer.real("LATPOLE", 90, "").real("MJDREF", 0, "");
    }

    /** Pixels beyond the border are NaN. */
    private static float[] cut(Plane image, int x0, int y0, int side) {
        float[] out = new float[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                boolean in = image.contains(x0 + x, y0 + y);
                out[y * side + x] = in ? image.at(x0 + x, y0 + y) : Float.NaN;
            }
        }
        return out;
    }
}
