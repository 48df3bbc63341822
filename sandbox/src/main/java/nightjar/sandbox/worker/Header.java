// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import nightjar.sandbox.sky.Grid;
import nightjar.sandbox.sky.PixelPoint;
import nightjar.sandbox.sky.SkyPoint;

/**
 * A FITS file's primary header, as far as the stand-in needs it: cards of 80 characters in blocks
 * of 2880 bytes (FITS standard 4.0, section 3.3.1).
 *
 * @param cards keyword to value as it is written, quotes apart
 * @param bytes of the header
 */
record Header(Map<String, String> cards, long bytes) {

    private static final int BLOCK = 2880;
    private static final int CARD = 80;
    private static final int MOST_BLOCKS = 100;

    /** Reads the beginning of a file. */
    static Header read(Path fits) throws IOException {
        Map<String, String> cards = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(fits)) {
            for (int block = 1; block <= MOST_BLOCKS; block++) {
                byte[] bytes = in.readNBytes(BLOCK);
                if (bytes.length < BLOCK) {
                    throw new IOException("the header has no END");
                }
                if (readCards(new String(bytes, StandardCharsets.US_ASCII), cards)) {
                    return new Header(cards, (long) block * BLOCK);
                }
            }
        }
        throw new IOException("the header has no END");
    }

    private static boolean readCards(String block, Map<String, String> cards) {
        for (int at = 0; at < BLOCK; at += CARD) {
            String card = block.substring(at, at + CARD);
            String key = card.substring(0, 8).strip();
            if (key.equals("END")) {
                return true;
            }
            if (card.startsWith("= ", 8)) {
                cards.put(key, value(card.substring(10)));
            }
        }
        return false;
    }

    private static String value(String text) {
        String value = text.strip();
        if (value.startsWith("'")) {
            int end = value.indexOf('\'', 1);
            return value.substring(1, Math.max(1, end)).strip();
        }
        int comment = value.indexOf('/');
        return (comment < 0 ? value : value.substring(0, comment)).strip();
    }

    double number(String key) throws IOException {
        try {
            return Double.parseDouble(cards.getOrDefault(key, "").replace('D', 'E'));
        } catch (NumberFormatException e) {
            throw new IOException("no " + key, e);
        }
    }

    /** How long the file must be that begins with this header. */
    long fileBytes() throws IOException {
        double pixels = number("NAXIS1") * number("NAXIS2");
        double data = pixels * Math.abs(number("BITPIX")) / 8;
        return bytes + (long) Math.ceil(data / BLOCK) * BLOCK;
    }

    /** The detector's pixels on the sky: a tangent plane without distortion, not mirrored. */
    Grid grid() throws IOException {
        double cd12 = number("CD1_2");
        double cd22 = number("CD2_2");
        return new Grid(
                (int) number("NAXIS1"),
                (int) number("NAXIS2"),
                new SkyPoint(number("CRVAL1"), number("CRVAL2")),
                new PixelPoint(number("CRPIX1") - 1, number("CRPIX2") - 1),
                Math.hypot(cd12, cd22) * 3600,
                Math.toDegrees(Math.atan2(cd12, cd22)));
    }

    /** Copies the header of one file to another. */
    static void copy(Path fits, Header header, Path to) throws IOException {
        try (InputStream in = Files.newInputStream(fits);
                OutputStream out = Files.newOutputStream(to)) {
            out.write(in.readNBytes((int) header.bytes()));
        }
    }
}
