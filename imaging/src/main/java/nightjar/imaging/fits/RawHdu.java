// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.fits;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.pixels.Plane;

/**
 * One HDU with its scaled pixels. A cube is stacked: its plane is NAXIS2 times NAXIS3 rows high.
 *
 * @param axes 2 for an image, 3 for a cube, 0 for no pixels
 */
public record RawHdu(FitsHeader header, String extension, int axes, boolean integer, Plane plane) {
    private static final int ROWS = 64;

    static RawHdu without(FitsHeader header, String extension, int axes) {
        return new RawHdu(header, extension, axes, false, new Plane(0, 0));
    }

    /** How many rows it has, after its numbers were held against each other and the memory. */
    static long checked(FitsHeader header, String name, MemoryBudget budget, boolean cube)
            throws Unusable {
        long height = header.integer("NAXIS2", 0) * (cube ? header.integer("NAXIS3", 0) : 1);
        int bitpix = (int) header.integer("BITPIX", 0);
        if (bitpix != 8 && bitpix != 16 && bitpix != 32 && bitpix != 64) {
            if (bitpix != -32 && bitpix != -64) {
                throw new Unusable(FailureCause.NOT_FITS, name + ": BITPIX is " + bitpix);
            }
        }
        budget.check(name, header.integer("NAXIS1", 0), height);
        return height;
    }

    /** Reads pixels into the plane. */
    static RawHdu read(
            DataInputStream in,
            FitsHeader header,
            String extension,
            boolean cube,
            Plane plane,
            Progress progress)
            throws IOException, Unusable {
        int bitpix = (int) header.integer("BITPIX", 0);
        fill(in, header, bitpix, plane, progress);
        return new RawHdu(header, extension, cube ? 3 : 2, bitpix > 0, plane);
    }

    private static void fill(
            DataInputStream in, FitsHeader header, int bitpix, Plane plane, Progress progress)
            throws IOException, Unusable {
        int size = Math.abs(bitpix) / 8;
        byte[] row = new byte[plane.width * size];
        double scale = header.real("BSCALE", 1);
        double zero = header.real("BZERO", 0);
        long blank = header.integer("BLANK", Long.MIN_VALUE);
        long total = 0;
        for (int y = 0; y < plane.height; y++) {
            if (y % ROWS == 0) {
                progress.check();
            }
            in.readFully(row);
            total += row.length;
            decode(ByteBuffer.wrap(row), bitpix, blank, scale, zero, plane, y * plane.width);
        }
        long padding = FitsReader.padded(total) - total;
        try {
            in.skipNBytes(padding);
        } catch (EOFException e) {
            // all pixels are there; some writers leave out the last block's padding
        }
    }

    private static void decode(
            ByteBuffer in,
            int bitpix,
            long blank,
            double scale,
            double zero,
            Plane plane,
            int start) {
        float[] out = plane.pixels;
        int end = start + plane.width;
        if (bitpix == -32) {
            in.asFloatBuffer().get(out, start, plane.width);
            for (int i = start; i < end; i++) {
                out[i] = Float.isFinite(out[i]) ? (float) (zero + scale * out[i]) : Float.NaN;
            }
            return;
        }
        if (bitpix == -64) {
            for (int i = start; i < end; i++) {
                double v = in.getDouble();
                out[i] = Double.isFinite(v) ? (float) (zero + scale * v) : Float.NaN;
            }
            return;
        }
        if (bitpix == 16) {
            short[] counts = new short[plane.width];
            in.asShortBuffer().get(counts);
            for (int i = start; i < end; i++) {
                short v = counts[i - start];
                out[i] = v == blank ? Float.NaN : (float) (zero + scale * v);
            }
            return;
        }
        for (int i = start; i < end; i++) {
            long v =
                    switch (bitpix) {
                        case 8 -> in.get() & 0xff;
                        case 32 -> in.getInt();
                        default -> in.getLong();
                    };
            out[i] = v == blank ? Float.NaN : (float) (zero + scale * v);
        }
    }
}
