// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Stars on a noisy sky as a FITS file: a scene small enough to be written down here. */
final class StarField {

    static final long SEED = 20261120;

    /** Where the one source is that only the science image has, px, and its flux, adu. */
    static final double NEW_X = 131.3;

    static final double NEW_Y = 97.8;
    static final double NEW_FLUX = 6000;

    private static final int BLOCK = 2880;
    private static final int STARS = 60;
    private static final int BORDER = 24;
    private static final double SKY = 300;
    private static final double SCALE_DEG = 0.2 / 3600;

    private StarField() {}

    /** The science image, with the new source. */
    static Path science(Path file, int side) throws IOException {
        return write(file, side, 2.1, 1, true);
    }

    /** The template: sharper, and without the new source. */
    static Path template(Path file, int side) throws IOException {
        return write(file, side, 1.8, 2, false);
    }

    /** A header that promises more pixels than any memory holds, and none. */
    static Path vast(Path file) throws IOException {
        return Files.write(file, header(100_000));
    }

    private static Path write(Path file, int side, double sigma, int noise, boolean isNew)
            throws IOException {
        var sky = new Random(SEED);
        var pixels = new double[side * side];
        for (int star = 0; star < STARS; star++) {
            double x = BORDER + sky.nextDouble() * (side - 2 * BORDER);
            double y = BORDER + sky.nextDouble() * (side - 2 * BORDER);
            double flux = 3000 * Math.pow(30, sky.nextDouble());
            boolean isApart = Math.hypot(x - NEW_X, y - NEW_Y) > 20;
            paint(pixels, side, x, y, isApart ? flux : 0, sigma);
        }
        paint(pixels, side, NEW_X, NEW_Y, isNew ? NEW_FLUX : 0, sigma);
        var chance = new Random(SEED + noise);
        var header = header(side);
        int length = header.length + 4 * side * side;
        var bytes = ByteBuffer.allocate((length + BLOCK - 1) / BLOCK * BLOCK).put(header);
        for (double light : pixels) {
            double level = SKY + light;
            bytes.putFloat((float) (level + chance.nextGaussian() * Math.sqrt(level)));
        }
        return Files.write(file, bytes.array());
    }

    private static void paint(
            double[] pixels, int side, double x, double y, double flux, double sigma) {
        double peak = flux / (2 * Math.PI * sigma * sigma);
        for (int row = (int) y - BORDER + 1; row < y + BORDER - 1; row++) {
            for (int column = (int) x - BORDER + 1; column < x + BORDER - 1; column++) {
                double r2 = (row - y) * (row - y) + (column - x) * (column - x);
                pixels[row * side + column] += peak * Math.exp(-r2 / (2 * sigma * sigma));
            }
        }
    }

    private static byte[] header(int side) {
        var cards =
                List.of(
                        "SIMPLE  = T",
                        "BITPIX  = -32",
                        "NAXIS   = 2",
                        "NAXIS1  = " + side,
                        "NAXIS2  = " + side,
                        "GAIN    = 1.0",
                        "RDNOISE = 0.0",
                        "SATURATE= 60000",
                        "MAGZERO = 31.4",
                        "EXPTIME = 30.0",
                        "TIMESYS = 'TAI'",
                        "MJD-BEG = 61364.25",
                        "CTYPE1  = 'RA---TAN'",
                        "CTYPE2  = 'DEC--TAN'",
                        "CRVAL1  = 150.0",
                        "CRVAL2  = 2.0",
                        "CRPIX1  = 1.0",
                        "CRPIX2  = 1.0",
                        "CD1_1   = " + -SCALE_DEG,
                        "CD2_2   = " + SCALE_DEG,
                        "END");
        var text = new StringBuilder();
        cards.forEach(card -> text.append(String.format("%-80s", card)));
        return String.format("%-" + BLOCK + "s", text).getBytes(US_ASCII);
    }
}
