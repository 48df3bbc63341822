// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.fits;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Writes the HDUs of our products, big-endian and padded to 2880 bytes. */
public final class FitsWriter {
    private static final int BLOCK = 2880;
    private static final int PIECE = 1 << 16;

    private final ByteArrayOutputStream cards = new ByteArrayOutputStream();
    private boolean first = true;

    /** Starts an HDU: primary if it is the first, an IMAGE extension otherwise. */
    public FitsWriter image(String extension, int bitpix, int... axes) {
        cards.reset();
        if (first) {
            logical("SIMPLE", true, "conforms to the FITS standard");
        } else {
            text("XTENSION", "IMAGE", "image extension");
        }
        integer("BITPIX", bitpix, "array data type");
        integer("NAXIS", axes.length, "number of array dimensions");
        for (int i = 0; i < axes.length; i++) {
            integer("NAXIS" + (i + 1), axes[i], "");
        }
        if (first) {
            logical("EXTEND", true, "");
        } else {
            integer("PCOUNT", 0, "number of parameters");
            integer("GCOUNT", 1, "number of groups");
        }
        if (!extension.isEmpty()) {
            text("EXTNAME", extension, "extension name");
        }
        first = false;
        return this;
    }

    public FitsWriter text(String key, String value, String comment) {
        String quoted = String.format(Locale.ROOT, "'%-8s'", value.replace("'", "''"));
        return card(key, String.format(Locale.ROOT, "%-20s", quoted), comment);
    }

    public FitsWriter integer(String key, long value, String comment) {
        return card(key, String.format(Locale.ROOT, "%20d", value), comment);
    }

    public FitsWriter real(String key, double value, String comment) {
        if (!Double.isFinite(value)) {
            return this;
        }
        return card(key, String.format(Locale.ROOT, "%20s", Double.toString(value)), comment);
    }

    public FitsWriter logical(String key, boolean value, String comment) {
        return card(key, String.format(Locale.ROOT, "%20s", value ? "T" : "F"), comment);
    }

    private FitsWriter card(String key, String value, String comment) {
        // A longer keyword is none to the standard; readers know this convention for it
        // (https://fits.gsfc.nasa.gov/registry/hierarch_keyword.html).
        String text =
                key.length() > 8
                        ? "HIERARCH " + key + " = " + value.strip()
                        : String.format(Locale.ROOT, "%-8s= %s", key, value);
        if (!comment.isEmpty()) {
            text += " / " + comment;
        }
        String padded = String.format(Locale.ROOT, "%-80s", text).substring(0, 80);
        cards.writeBytes(padded.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    private void header(OutputStream out) throws IOException {
        cards.writeBytes(
                String.format(Locale.ROOT, "%-80s", "END").getBytes(StandardCharsets.US_ASCII));
        byte[] blanks = new byte[(BLOCK - cards.size() % BLOCK) % BLOCK];
        Arrays.fill(blanks, (byte) ' ');
        cards.writeBytes(blanks);
        cards.writeTo(out);
    }

    /** Ends an HDU without pixels. */
    public FitsWriter noData(OutputStream out) throws IOException {
        header(out);
        return this;
    }

    /** Ends the HDU with BITPIX -32 pixels. */
    public FitsWriter floats(OutputStream out, float[] pixels, double scale) throws IOException {
        header(out);
        int piece = Math.min(pixels.length, PIECE);
        float[] scaled = new float[piece];
        byte[] bytes = new byte[4 * piece];
        float s = (float) scale;
        for (int at = 0; at < pixels.length; at += piece) {
            int n = Math.min(piece, pixels.length - at);
            System.arraycopy(pixels, at, scaled, 0, n);
            for (int i = 0; i < n; i++) {
                scaled[i] *= s;
            }
            // whole blocks change their byte order much faster than numbers one by one
            ByteBuffer.wrap(bytes).asFloatBuffer().put(scaled, 0, n);
            out.write(bytes, 0, 4 * n);
        }
        pad(out, 4L * pixels.length);
        return this;
    }

    /** Ends the HDU with BITPIX -64 pixels. */
    public FitsWriter doubles(OutputStream out, double[] pixels) throws IOException {
        header(out);
        var buffer = ByteBuffer.allocate(8 * pixels.length);
        buffer.asDoubleBuffer().put(pixels);
        out.write(buffer.array());
        pad(out, 8L * pixels.length);
        return this;
    }

    /** Ends the HDU with BITPIX 16 pixels, as they are to stand in the file (BZERO not applied). */
    public FitsWriter shorts(OutputStream out, short[] pixels) throws IOException {
        header(out);
        byte[] bytes = new byte[2 * Math.min(pixels.length, PIECE)];
        for (int at = 0; at < pixels.length; at += PIECE) {
            int n = Math.min(PIECE, pixels.length - at);
            ByteBuffer.wrap(bytes).asShortBuffer().put(pixels, at, n);
            out.write(bytes, 0, 2 * n);
        }
        pad(out, 2L * pixels.length);
        return this;
    }

    /** Ends the HDU with BITPIX 16 pixels: the lower half of each number. */
    public FitsWriter halves(OutputStream out, int[] pixels) throws IOException {
        header(out);
        int piece = Math.min(pixels.length, PIECE);
        short[] halves = new short[piece];
        byte[] bytes = new byte[2 * piece];
        for (int at = 0; at < pixels.length; at += piece) {
            int n = Math.min(piece, pixels.length - at);
            for (int i = 0; i < n; i++) {
                halves[i] = (short) pixels[at + i];
            }
            ByteBuffer.wrap(bytes).asShortBuffer().put(halves, 0, n);
            out.write(bytes, 0, 2 * n);
        }
        pad(out, 2L * pixels.length);
        return this;
    }

    private static void pad(OutputStream out, long written) throws IOException {
        int rest = (int) (written % BLOCK);
        if (rest != 0) {
            out.write(new byte[BLOCK - rest]);
        }
    }
}
