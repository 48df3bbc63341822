// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.fits;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Array;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Planes;
import nom.tam.fits.Fits;
import nom.tam.fits.ImageHDU;
import nom.tam.image.compression.hdu.CompressedImageHDU;

/**
 * Tile-compressed images (FITS standard 4.0, section 10), unpacked by nom-tam-fits, which believes
 * what it reads: it is given the one table, under a header of only what was held against the rest.
 */
final class TileCompressed {
    private static final int ROWS = 64;

    private TileCompressed() {}

    /**
     * @param in stands behind the header; afterwards behind the table
     */
    static RawHdu read(
            InputStream in, String name, FitsHeader header, Planes planes, Progress progress)
            throws IOException, Unusable {
        var tiles = TileTable.of(header, name);
        byte[] table = in.readNBytes(tiles.bytes());
        if (table.length < tiles.bytes()) {
            throw new EOFException(name);
        }
        in.skip(FitsReader.padded(table.length) - table.length);
        tiles.check(table);
        progress.check();
        Object[] lines = unpacked(tiles, table, name);
        progress.check();
        var plane = planes.rough(tiles.width(), tiles.height());
        double scale = header.real("BSCALE", 1);
        double zero = header.real("BZERO", 0);
        boolean integer = tiles.bitpix() > 0;
        long told = header.integer("BLANK", header.integer("ZBLANK", Long.MIN_VALUE));
        long blank = integer ? told : Long.MIN_VALUE;
        for (int y = 0; y < plane.height; y++) {
            if (y % ROWS == 0) {
                progress.check();
            }
            row(lines[y], blank, scale, zero, plane, y);
        }
        return new RawHdu(header, header.text("EXTNAME").orElse(""), 2, integer, plane);
    }

    private static Object[] unpacked(TileTable tiles, byte[] table, String name) throws Unusable {
        try (var fits = new Fits(new ByteArrayInputStream(tiles.alone(table)))) {
            if (!(fits.getHDU(1) instanceof CompressedImageHDU hdu)) {
                throw new Unusable(FailureCause.NOT_FITS, name + ": no compressed image");
            }
            ImageHDU image = hdu.asImageHDU();
            if (image.getKernel() instanceof Object[] lines
                    && lines.length == tiles.height()
                    && Array.getLength(lines[0]) == tiles.width()) {
                return lines;
            }
            throw new Unusable(FailureCause.TRUNCATED, name + ": tiles are missing");
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
