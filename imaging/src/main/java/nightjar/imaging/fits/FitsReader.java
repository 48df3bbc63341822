// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.fits;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    /** A raw of LSSTCam has some twenty. */
    private static final int MAX_HDUS = 2000;

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
        try (HduStream in = HduStream.of(path, name, progress)) {
            while (headers.size() <= MAX_HDUS) {
                Optional<FitsHeader> next = in.header(headers.size());
                if (next.isEmpty()) {
                    return headers;
                }
                headers.add(next.get());
                if (toFirstImage && axes(next.get(), headers.size() - 1) == 2) {
                    return headers;
                }
                long size = in.bytes(next.get());
                in.leave(size);
                try {
                    in.leave(padded(size) - size);
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
        try (HduStream in = HduStream.of(path, name, progress)) {
            for (int index = 0; ; index++) {
                Optional<FitsHeader> next = in.header(index);
                if (next.isEmpty()) {
                    return hdus;
                }
                if (index >= MAX_HDUS) {
                    throw refuse(FailureCause.NOT_FITS, "more than " + MAX_HDUS + " extensions");
                }
                FitsHeader header = next.get();
                progress.check();
                hdus.add(body(in, header, index, everything, hdus));
            }
        }
    }

    /** The first of each name: a small gzip could hold any number. */
    private static boolean isNewSibling(String extension, List<RawHdu> before) {
        return List.of("VARIANCE", "MASK").contains(extension.toUpperCase(Locale.ROOT))
                && before.stream().noneMatch(h -> h.extension().equalsIgnoreCase(extension));
    }

    private RawHdu body(
            HduStream in, FitsHeader header, int index, boolean everything, List<RawHdu> before)
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
            return TileCompressed.read(in.data(), name, header, planes, progress);
        }
        boolean wanted = everything || !later || isNewSibling(extension, before);
        boolean squeezable = naxis == 3 && header.integer("NAXIS3", 0) == 1;
        if (image && wanted && (naxis == 2 || squeezable || (everything && naxis == 3))) {
            boolean cube = naxis == 3 && everything;
            long rows = RawHdu.checked(header, name, budget, cube);
            var plane = planes.rough((int) header.integer("NAXIS1", 0), (int) rows);
            return RawHdu.read(in.data(), header, extension, cube, plane, progress);
        }
        in.leave(padded(in.bytes(header)));
        return RawHdu.without(header, extension, image ? (int) naxis : 0);
    }

    static long padded(long bytes) {
        return (bytes + HduStream.BLOCK - 1) / HduStream.BLOCK * HduStream.BLOCK;
    }
}
