// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import nightjar.sandbox.sky.Grid;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;
import nom.tam.fits.Header;
import nom.tam.fits.HeaderCardException;
import nom.tam.fits.ImageData;
import nom.tam.util.FitsOutputStream;

/** Writes the camera's FITS files: one primary image, its header. */
public final class RawFits {
    private static final int ZERO = 32_768;

    private RawFits() {}

    /** An unsigned 16-bit number as FITS stores it under BZERO = 32768. */
    static short unsigned(int value) {
        return (short) (value - ZERO);
    }

    static byte[] write(short[][] pixels, Map<String, Object> cards, Grid grid) {
        return write(pixels, cards, grid, 2, true);
    }

    static byte[] write(float[][] pixels, Map<String, Object> cards, Grid grid) {
        return write(pixels, cards, grid, 4, false);
    }

    private static byte[] write(
            Object pixels, Map<String, Object> cards, Grid grid, int bytesPerPixel, boolean isRaw) {
        int expected = grid.width() * grid.height() * bytesPerPixel + 4 * 2880;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(expected);
        try (Fits fits = new Fits();
                FitsOutputStream out = new FitsOutputStream(bytes)) {
            BasicHDU<?> hdu = ImageData.from(pixels).toHDU();
            Header header = hdu.getHeader();
            // The library puts the moment of writing there: equal plans would not give equal bytes.
            header.findCard("SIMPLE").setComment("standard FITS");
            if (isRaw) {
                header.addValue("BZERO", ZERO, "unsigned 16-bit");
                header.addValue("BSCALE", 1, "");
            }
            add(header, cards, grid);
            fits.addHDU(hdu);
            fits.write(out);
        } catch (FitsException e) {
            throw new IllegalStateException("the simulated camera made no valid FITS", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Adds all cards, and where the pixels lie on the sky. */
    public static void add(Header header, Map<String, Object> cards, Grid grid)
            throws HeaderCardException {
        for (Map.Entry<String, Object> card : cards.entrySet()) {
            add(header, card.getKey(), card.getValue());
        }
        addWcs(header, grid);
    }

    private static void add(Header header, String key, Object value) throws HeaderCardException {
        if (value instanceof Number number) {
            header.addValue(key, number, Cards.meaning(key));
        } else {
            header.addValue(key, String.valueOf(value), Cards.meaning(key));
        }
    }

    private static void addWcs(Header header, Grid grid) throws HeaderCardException {
        double[] cd = grid.cd();
        header.addValue("RADESYS", "ICRS", "");
        header.addValue("CTYPE1", "RA---TAN", "");
        header.addValue("CTYPE2", "DEC--TAN", "");
        header.addValue("CUNIT1", "deg", "");
        header.addValue("CUNIT2", "deg", "");
        header.addValue("CRVAL1", grid.pointing().raDeg(), "");
        header.addValue("CRVAL2", grid.pointing().decDeg(), "");
        header.addValue("CRPIX1", grid.pointingPixel().x() + 1, "");
        header.addValue("CRPIX2", grid.pointingPixel().y() + 1, "");
        header.addValue("CD1_1", cd[0], "");
        header.addValue("CD1_2", cd[1], "");
        header.addValue("CD2_1", cd[2], "");
        header.addValue("CD2_2", cd[3], "");
    }
}
