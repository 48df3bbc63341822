// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.fits;

import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Unusable;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Planes;
import nom.tam.fits.Fits;
import nom.tam.fits.ImageHDU;
import nom.tam.image.compression.hdu.CompressedImageHDU;

/** Tile-compressed images (FITS standard 4.0, section 10), unpacked by nom-tam-fits. */
final class TileCompressed {
    private TileCompressed() {}

    static RawHdu read(Path path, String name, int index, FitsHeader table, Planes planes)
            throws Unusable {
        int width = (int) table.integer("ZNAXIS1", 0);
        int height = (int) table.integer("ZNAXIS2", 0);
        long bitpix = table.integer("ZBITPIX", -32);
        try (var fits = new Fits(path.toFile())) {
            if (!(fits.getHDU(index) instanceof CompressedImageHDU hdu)) {
                throw new Unusable(FailureCause.NOT_FITS, name + ": no compressed image");
            }
            ImageHDU image = hdu.asImageHDU();
            double scale = table.real("BSCALE", 1);
            double zero = table.real("BZERO", 0);
            long blank = table.integer("BLANK", table.integer("ZBLANK", Long.MIN_VALUE));
            var plane = planes.rough(width, height);
            Object rows = image.getKernel();
            if (!(rows instanceof Object[] lines) || lines.length != height) {
                throw new Unusable(FailureCause.TRUNCATED, name + ": tiles are missing");
            }
            for (int y = 0; y < height; y++) {
                row(lines[y], bitpix > 0 ? blank : Long.MIN_VALUE, scale, zero, plane, y);
            }
            String extension = table.text("EXTNAME").orElse("");
            return new RawHdu(table, extension, 2, bitpix > 0, plane);
        } catch (IOException | RuntimeException e) {
            throw new Unusable(
                    FailureCause.TRUNCATED, name + ": tiles cannot be unpacked: " + e.getMessage());
        }
    }

    private static void row(
            Object line, long blank, double scale, double zero, Plane plane, int y) {
        for (int x = 0; x < plane.width; x++) {
            double v = line instanceof byte[] bytes ? bytes[x] & 0xff : Array.getDouble(line, x);
            boolean missing = Double.isNaN(v) || (blank != Long.MIN_VALUE && v == blank);
            plane.set(x, y, missing ? Float.NaN : (float) (zero + scale * v));
        }
    }
}
