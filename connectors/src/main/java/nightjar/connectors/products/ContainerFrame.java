// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.products;

import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.SeekableInput;

/**
 * The lengths in an Avro object container (Avro 1.12 specification, "Object Container Files"): Avro
 * allocates what they say before it reads, so that a damaged one would ask for gigabytes.
 */
final class ContainerFrame {

    private static final int LONGEST_VARINT = 10;

    private final SeekableInput in;
    private final byte[] one = new byte[1];
    private long at = DataFileConstants.MAGIC.length;

    private ContainerFrame(SeekableInput in) {
        this.in = in;
    }

    /** Leaves the input at its beginning; an exception when a length reaches beyond its end. */
    static void require(SeekableInput in) throws IOException {
        var frame = new ContainerFrame(in);
        frame.header();
        while (frame.at < in.length()) {
            frame.number(); // how many records
            frame.skip(frame.number());
            frame.skip(DataFileConstants.SYNC_SIZE);
        }
        in.seek(0);
    }

    /** A map of texts to bytes, in blocks, whose sizes may be told (then the count is negative). */
    private void header() throws IOException {
        for (long count = number(); count != 0; count = number()) {
            if (count < 0) {
                number();
            }
            for (long i = Math.abs(count); i > 0; i--) {
                skip(number());
                skip(number());
            }
        }
        skip(DataFileConstants.SYNC_SIZE);
    }

    private void skip(long bytes) throws IOException {
        if (bytes < 0 || bytes > in.length() - at) {
            throw new IOException("%d bytes are said to follow byte %d".formatted(bytes, at));
        }
        at += bytes;
    }

    /** Seven bits a byte, the lowest first; zigzag. */
    private long number() throws IOException {
        long bits = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            int next = next();
            bits |= (next & 0x7FL) << (7 * i);
            if (next < 0x80) {
                return (bits >>> 1) ^ -(bits & 1);
            }
        }
        throw new IOException("a number of more than ten bytes");
    }

    private int next() throws IOException {
        if (at >= in.length()) {
            throw new EOFException("it ends in a number");
        }
        in.seek(at++);
        if (in.read(one, 0, 1) < 1) {
            throw new EOFException("it is shorter than it was");
        }
        return Byte.toUnsignedInt(one[0]);
    }
}
