// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.fits;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;

/**
 * The bytes of a FITS file, HDU by HDU: headers, and how long is what stands behind each.
 *
 * @param data what comes next
 * @param name of the file, for words
 * @param progress asked whether to go on
 */
record HduStream(DataInputStream data, String name, Progress progress) implements AutoCloseable {
    static final int BLOCK = 2880;
    private static final int MAX_HEADER_BLOCKS = 4000;

    /** What a gzip unpacks in some hundredths of a second. */
    private static final long STEP = 1 << 22;

    /** Of a file, packed by gzip or not. */
    static HduStream of(Path path, String name, Progress progress) throws IOException, Unusable {
        if (!Files.isRegularFile(path)) {
            throw new Unusable(FailureCause.NOT_FITS, name + ": no such file");
        }
        if (Files.size(path) == 0) {
            throw new Unusable(FailureCause.TRUNCATED, name + ": file is empty");
        }
        var raw = new BufferedInputStream(Files.newInputStream(path), 1 << 18);
        raw.mark(4);
        int first = raw.read();
        int second = raw.read();
        raw.reset();
        boolean gzip = first == 0x1f && second == 0x8b;
        InputStream plain =
                gzip ? new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 18) : raw;
        return new HduStream(new DataInputStream(plain), name, progress);
    }

    private Unusable refuse(FailureCause cause, String why) {
        return new Unusable(cause, name + ": " + why);
    }

    /** The next HDU's; none where the file ends, or something else follows. */
    Optional<FitsHeader> header(int index) throws IOException, Unusable {
        FitsHeader header = FitsHeader.empty();
        byte[] block = new byte[BLOCK];
        for (int blocks = 0; blocks < MAX_HEADER_BLOCKS; blocks++) {
            int got = data.readNBytes(block, 0, BLOCK);
            boolean starts = blocks == 0;
            if (starts && index > 0 && (got == 0 || block[0] != 'X')) {
                return Optional.empty();
            }
            String start = new String(block, 0, Math.min(9, got), StandardCharsets.ISO_8859_1);
            if (starts && index == 0 && !start.startsWith("SIMPLE")) {
                throw refuse(FailureCause.NOT_FITS, "does not begin with SIMPLE");
            }
            if (got < BLOCK) {
                throw refuse(FailureCause.TRUNCATED, "ends inside a header");
            }
            if (header.addBlock(block)) {
                return Optional.of(header);
            }
        }
        throw refuse(FailureCause.NOT_FITS, "header without END");
    }

    /** Of an HDU behind its header, without the padding of its last block. */
    long bytes(FitsHeader header) throws Unusable {
        long n = header.integer("NAXIS", 0);
        if (n < 0 || n > 999) {
            throw refuse(FailureCause.WRONG_SHAPE, "NAXIS is " + n);
        }
        if (n == 0) {
            return 0;
        }
        try {
            long size = 1;
            for (int i = 1; i <= n; i++) {
                size = Math.multiplyExact(size, counted(header, "NAXIS" + i, 0));
            }
            size = Math.addExact(size, counted(header, "PCOUNT", 0));
            size = Math.multiplyExact(size, counted(header, "GCOUNT", 1));
            return Math.multiplyExact(size, Math.abs(header.integer("BITPIX", 8)) / 8);
        } catch (ArithmeticException e) {
            throw refuse(FailureCause.TOO_LARGE, "header announces more bytes than there are");
        }
    }

    private long counted(FitsHeader header, String key, long otherwise) throws Unusable {
        long n = header.integer(key, otherwise);
        if (n < 0) {
            throw refuse(FailureCause.WRONG_SHAPE, key + " is " + n);
        }
        return n;
    }

    /** Leaves out bytes; of a gzip they may be many more than the file's. */
    void leave(long bytes) throws IOException, Unusable {
        for (long left = bytes; left > 0; left -= STEP) {
            progress.check();
            data.skipNBytes(Math.min(left, STEP));
        }
    }

    @Override
    public void close() throws IOException {
        data.close();
    }
}
