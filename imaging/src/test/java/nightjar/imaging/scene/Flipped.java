// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.scene;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import nightjar.imaging.Unusable;
import nightjar.imaging.fits.FitsHeader;
import nightjar.imaging.fits.FitsReader;

/** A FITS image mirrored as an array, its header left as it is. */
public final class Flipped {
    private static final int CARD = 80;
    private static final int BLOCK = 2880;

    private Flipped() {}

    /**
     * Writes the primary image of a file (gzip or plain) mirrored.
     *
     * @param alongX,alongY which axes run backwards then
     */
    public static Path write(Path in, Path out, boolean alongX, boolean alongY)
            throws IOException, Unusable {
        FitsHeader header = FitsReader.headers(in, true).get(0);
        int width = (int) header.integer("NAXIS1", 0);
        int height = (int) header.integer("NAXIS2", 0);
        int bytes = (int) Math.abs(header.integer("BITPIX", 8)) / 8;
        byte[] all = bytes(in);
        int start = afterHeader(all);
        var flipped = new ByteArrayOutputStream();
        flipped.write(all, 0, start);
        for (int y = 0; y < height; y++) {
            int row = alongY ? height - 1 - y : y;
            for (int x = 0; x < width; x++) {
                int column = alongX ? width - 1 - x : x;
                flipped.write(all, start + (row * width + column) * bytes, bytes);
            }
        }
        int padding = (BLOCK - width * height * bytes % BLOCK) % BLOCK;
        flipped.write(new byte[padding], 0, padding);
        return Files.write(out, flipped.toByteArray());
    }

    private static byte[] bytes(Path in) throws IOException {
        try (var file = Files.newInputStream(in)) {
            boolean zipped = in.toString().endsWith(".gz");
            return zipped ? new GZIPInputStream(file).readAllBytes() : file.readAllBytes();
        }
    }

    private static int afterHeader(byte[] all) {
        int at = 0;
        while (!new String(all, at, CARD, StandardCharsets.ISO_8859_1).startsWith("END ")) {
            at += CARD;
        }
        return (at / BLOCK + 1) * BLOCK;
    }
}
