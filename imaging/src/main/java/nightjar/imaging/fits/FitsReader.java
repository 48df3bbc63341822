// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.fits;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Planes;

/**
 * Reads images from FITS files: plain, gzip, tile-compressed. Header blocks are walked by our own
 * hand, so that a lie in a header is found before memory is asked for and every refusal has a name.
 */
public final class FitsReader {
    private static final int BLOCK = 2880;
    private static final int MAX_HEADER_BLOCKS = 4000;

    /** A raw of LSSTCam has some twenty. */
    private static final int MAX_HDUS = 2000;

    /** What a gzip unpacks in some hundredths of a second. */
    private static final long STEP = 1 << 22;

    private final Path path;
    private final String name;
    private final MemoryBudget budget;
    private final Planes planes;
    private final Progress progress;

    private FitsReader(Path path, MemoryBudget budget, Planes planes, Progress progress) {
        this.path = path;
        this.name = Optional.ofNullable(path.getFileName()).map(Path::toString).orElse("");
        this.budget = budget;
        this.planes = planes;
        this.progress = progress;
    }

    /** The first two-dimensional image of the file, with its VARIANCE and MASK extensions. */
    public static FitsImage read(Path path, MemoryBudget budget) throws Unusable {
        return read(path, budget, Planes.kept(), Progress.SILENT);
    }

    /** The same, its pixels in planes lent by these; asked between rows whether to go on. */
    public static FitsImage read(Path path, MemoryBudget budget, Planes planes, Progress progress)
            throws Unusable {
        return named(path, budget, planes, progress, reader -> reader.image(""));
    }

    /** The image of that EXTNAME; an empty name means the first image. */
    public static FitsImage read(Path path, String extension, MemoryBudget budget) throws Unusable {
        return named(
                path, budget, Planes.kept(), Progress.SILENT, reader -> reader.image(extension));
    }

    /** All image HDUs of two or three dimensions that the file holds, by the same rules. */
    public static List<RawHdu> readAll(Path path, MemoryBudget budget) throws Unusable {
        return readAll(path, budget, Planes.kept(), Progress.SILENT);
    }

    /** The same, their pixels in planes lent by these; asked between rows whether to go on. */
    public static List<RawHdu> readAll(
            Path path, MemoryBudget budget, Planes planes, Progress progress) throws Unusable {
        return named(path, budget, planes, progress, reader -> reader.scan(true));
    }

    /**
     * The headers alone, in order, with nothing allocated for what they announce.
     *
     * @param toFirstImage whether to stop after the first two-dimensional image's, which spares a
     *     compressed file being unpacked to its end
     */
    public static List<FitsHeader> headers(Path path, boolean toFirstImage) throws Unusable {
        return headers(path, toFirstImage, Progress.SILENT);
    }

    /** The same, asked on the way whether to go on. */
    public static List<FitsHeader> headers(Path path, boolean toFirstImage, Progress progress)
            throws Unusable {
        return named(
                path,
                new MemoryBudget(0),
                Planes.kept(),
                progress,
                reader -> reader.walk(toFirstImage));
    }

    private interface Reading<T> {
        T by(FitsReader reader) throws IOException, Unusable;
    }

    private static <T> T named(
            Path path, MemoryBudget budget, Planes planes, Progress progress, Reading<T> reading)
            throws Unusable {
        var reader = new FitsReader(path, budget, planes, progress);
        try {
            return reading.by(reader);
        } catch (EOFException | ZipException e) {
            throw reader.refuse(FailureCause.TRUNCATED, "file ends before its header says");
        } catch (IOException e) {
            throw reader.refuse(FailureCause.NOT_FITS, "cannot be read: " + e.getMessage());
        }
    }

    private List<FitsHeader> walk(boolean toFirstImage) throws IOException, Unusable {
        var headers = new ArrayList<FitsHeader>();
        try (InputStream in = open()) {
            var data = new DataInputStream(in);
            while (headers.size() <= MAX_HDUS) {
                Optional<FitsHeader> next = header(data, headers.size());
                if (next.isEmpty()) {
                    return headers;
                }
                headers.add(next.get());
                if (toFirstImage && axes(next.get(), headers.size() - 1) == 2) {
                    return headers;
                }
                long size = bytes(next.get());
                leave(data, size);
                try {
                    data.skipNBytes(padded(size) - size);
                } catch (EOFException e) {
                    // some writers leave out the last block's padding
                    return headers;
                }
            }
        }
        throw refuse(FailureCause.NOT_FITS, "more than " + MAX_HDUS + " extensions");
    }

    /** How many dimensions the image of an HDU has, compressed or not; 0 where there is none. */
    public static int axes(FitsHeader header, int index) {
        if (header.isTrue("ZIMAGE")) {
            return (int) header.integer("ZNAXIS", 0);
        }
        boolean image = index == 0 || header.text("XTENSION").orElse("").equals("IMAGE");
        return image ? (int) Math.max(0, Math.min(999, header.integer("NAXIS", 0))) : 0;
    }

    private Unusable refuse(FailureCause cause, String why) {
        return new Unusable(cause, name + ": " + why);
    }

    private FitsImage image(String extension) throws IOException, Unusable {
        List<RawHdu> hdus = scan(false);
        RawHdu main = null;
        for (RawHdu hdu : hdus) {
            boolean wanted = extension.isEmpty() || extension.equalsIgnoreCase(hdu.extension());
            if (main == null && wanted && hdu.axes() == 2) {
                main = hdu;
            }
        }
        if (main == null) {
            for (RawHdu hdu : hdus) {
                if (hdu.axes() != 0) {
                    throw refuse(FailureCause.WRONG_SHAPE, "NAXIS is " + hdu.axes() + ", wanted 2");
                }
            }
            throw refuse(FailureCause.NO_IMAGE, "no HDU holds a two-dimensional image");
        }
        FitsHeader header = main.header().inheriting(hdus.get(0).header());
        return new FitsImage(
                name,
                header,
                main.plane(),
                main.integer(),
                sibling(hdus, main, "VARIANCE"),
                sibling(hdus, main, "MASK"));
    }

    private static Optional<Plane> sibling(List<RawHdu> hdus, RawHdu main, String extension) {
        return hdus.stream()
                .filter(h -> !h.equals(main) && h.axes() == 2)
                .filter(h -> h.extension().toUpperCase(Locale.ROOT).equals(extension))
                .map(RawHdu::plane)
                .filter(p -> p.width == main.plane().width && p.height == main.plane().height)
                .findFirst();
    }

    private List<RawHdu> scan(boolean everything) throws IOException, Unusable {
        var hdus = new ArrayList<RawHdu>();
        try (InputStream in = open()) {
            var data = new DataInputStream(in);
            for (int index = 0; ; index++) {
                Optional<FitsHeader> next = header(data, index);
                if (next.isEmpty()) {
                    return hdus;
                }
                if (index >= MAX_HDUS) {
                    throw refuse(FailureCause.NOT_FITS, "more than " + MAX_HDUS + " extensions");
                }
                FitsHeader header = next.get();
                progress.check();
                hdus.add(body(data, header, index, everything, hdus));
            }
        }
    }

    /** The first of each name: a small gzip could hold any number. */
    private static boolean isNewSibling(String extension, List<RawHdu> before) {
        return List.of("VARIANCE", "MASK").contains(extension.toUpperCase(Locale.ROOT))
                && before.stream().noneMatch(h -> h.extension().equalsIgnoreCase(extension));
    }

    private InputStream open() throws IOException, Unusable {
        if (!Files.isRegularFile(path)) {
            throw refuse(FailureCause.NOT_FITS, "no such file");
        }
        if (Files.size(path) == 0) {
            throw refuse(FailureCause.TRUNCATED, "file is empty");
        }
        var raw = new BufferedInputStream(Files.newInputStream(path), 1 << 18);
        raw.mark(4);
        int first = raw.read();
        int second = raw.read();
        raw.reset();
        boolean gzip = first == 0x1f && second == 0x8b;
        return gzip ? new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 18) : raw;
    }

    private Optional<FitsHeader> header(DataInputStream in, int index)
            throws IOException, Unusable {
        FitsHeader header = FitsHeader.empty();
        byte[] block = new byte[BLOCK];
        for (int blocks = 0; blocks < MAX_HEADER_BLOCKS; blocks++) {
            int got = in.readNBytes(block, 0, BLOCK);
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

    private RawHdu body(
            DataInputStream in,
            FitsHeader header,
            int index,
            boolean everything,
            List<RawHdu> before)
            throws IOException, Unusable {
        String extension = header.text("EXTNAME").orElse("");
        boolean later = before.stream().anyMatch(hdu -> hdu.axes() == 2);
        boolean image = index == 0 || header.text("XTENSION").orElse("").equals("IMAGE");
        long naxis = header.integer("NAXIS", 0);
        if (naxis < 0 || naxis > 999) {
            throw refuse(FailureCause.WRONG_SHAPE, "NAXIS is " + naxis);
        }
        if (header.isTrue("ZIMAGE") && header.integer("ZNAXIS", 0) == 2 && (everything || !later)) {
            budget.check(name, header.integer("ZNAXIS1", 0), header.integer("ZNAXIS2", 0));
            return TileCompressed.read(in, name, header, planes, progress);
        }
        boolean wanted = everything || !later || isNewSibling(extension, before);
        boolean squeezable = naxis == 3 && header.integer("NAXIS3", 0) == 1;
        if (image && wanted && (naxis == 2 || squeezable || (everything && naxis == 3))) {
            boolean cube = naxis == 3 && everything;
            long rows = RawHdu.checked(header, name, budget, cube);
            var plane = planes.rough((int) header.integer("NAXIS1", 0), (int) rows);
            return RawHdu.read(in, header, extension, cube, plane, progress);
        }
        leave(in, padded(bytes(header)));
        return RawHdu.without(header, extension, image ? (int) naxis : 0);
    }

    private long bytes(FitsHeader header) throws Unusable {
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
    private void leave(DataInputStream in, long bytes) throws IOException, Unusable {
        for (long left = bytes; left > 0; left -= STEP) {
            progress.check();
            in.skipNBytes(Math.min(left, STEP));
        }
    }

    static long padded(long bytes) {
        return (bytes + BLOCK - 1) / BLOCK * BLOCK;
    }
}
