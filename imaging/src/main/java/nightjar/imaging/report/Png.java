// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.report;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Grey pictures of eight bits as PNG files (ISO/IEC 15948), without a windowing toolkit. */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private Png() {}

    /**
     * The file.
     *
     * @param grey row by row from the top
     */
    static byte[] of(byte[] grey, int width, int height) {
        var out = new ByteArrayOutputStream(grey.length / 2 + 100);
        out.writeBytes(SIGNATURE);
        // eight bits, grey, the only compression and filtering there are, not interlaced
        var head = ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8);
        chunk(out, "IHDR", head.array());
        byte[] lines = new byte[(width + 1) * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(grey, y * width, lines, y * (width + 1) + 1, width);
        }
        chunk(out, "IDAT", deflated(lines));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] in) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setInput(in);
        deflater.finish();
        var out = new ByteArrayOutputStream(in.length / 2 + 100);
        byte[] piece = new byte[4096];
        while (!deflater.finished()) {
            out.write(piece, 0, deflater.deflate(piece));
        }
        deflater.end();
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
