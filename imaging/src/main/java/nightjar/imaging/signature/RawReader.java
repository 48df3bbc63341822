// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.signature;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.fits.FitsHeader;
import nightjar.imaging.fits.FitsReader;
import nightjar.imaging.fits.MemoryBudget;
import nightjar.imaging.fits.RawHdu;
import nightjar.imaging.pixels.Planes;

/**
 * Reads raws by their section keywords (DATASEC, BIASSEC, DETSEC, DETSIZE; NOAO's and LSST's use of
 * them, LSE-400): an amplifier to an HDU, or several to one under keywords with a letter. Shapes
 * are held against each other and against the memory before pixels are read.
 */
final class RawReader {
    private static final String[] SUFFIXES = {"", "A", "B", "C", "D"};

    /** An amplifier as its header announces it; what stands in {@code hdu} is not read yet. */
    private record Place(
            int hdu,
            String name,
            String suffix,
            FitsHeader header,
            Section data,
            Optional<Section> bias,
            Section detector) {}

    private final String name;
    private final List<FitsHeader> headers;
    private final boolean anything;
    private final List<Place> places = new ArrayList<>();

    private RawReader(String name, List<FitsHeader> headers, boolean anything) {
        this.name = name;
        this.headers = headers;
        this.anything = anything;
    }

    /**
     * Whether this looks like a frame with its overscan still on: integers, and an overscan that
     * lies in the image, beside the data. Reduced images often keep the keywords of their raws.
     */
    static boolean isRaw(FitsHeader image) {
        int bitpix = (int) image.integer("ZBITPIX", image.integer("BITPIX", 0));
        for (String suffix : SUFFIXES) {
            var data = section(image, "DATASEC" + suffix);
            var bias = section(image, "BIASSEC" + suffix);
            if (bitpix > 0 && data.isPresent() && bias.isPresent()) {
                return bias.get().isWithin(columns(image), rows(image))
                        && data.get().isWithin(columns(image), rows(image))
                        && !bias.get().overlaps(data.get());
            }
        }
        return false;
    }

    /**
     * @param anything whether an image without sections is an amplifier, too, all of it data
     * @param planes lend the amplifiers'
     */
    static Raw read(
            Path path, MemoryBudget budget, boolean anything, Planes planes, Progress progress)
            throws Unusable {
        String name = String.valueOf(path.getFileName());
        var reader = new RawReader(name, FitsReader.headers(path, false, progress), anything);
        reader.layOut();
        Section frame = reader.frame();
        budget.check(name, frame.width(), frame.height());
        reader.checkTogether(budget);
        List<RawHdu> hdus = FitsReader.readAll(path, budget, planes, progress);
        var amplifiers = new ArrayList<Amplifier>();
        for (Place p : reader.places) {
            Section on = p.detector().from(frame.x0(), frame.y0());
            var plane = hdus.get(p.hdu()).plane();
            amplifiers.add(
                    new Amplifier(p.name(), p.suffix(), p.header(), plane, p.data(), p.bias(), on));
        }
        return new Raw(name, reader.common(), frame.width(), frame.height(), amplifiers);
    }

    private static Optional<Section> section(FitsHeader header, String key) {
        return header.text(key).flatMap(Section::parse);
    }

    private static long columns(FitsHeader h) {
        return h.integer("ZNAXIS1", h.integer("NAXIS1", 0));
    }

    private static long rows(FitsHeader h) {
        return h.integer("ZNAXIS2", h.integer("NAXIS2", 0));
    }

    private Unusable refuse(String why) {
        return new Unusable(FailureCause.WRONG_SHAPE, name + ": " + why);
    }

    private void layOut() throws Unusable {
        for (int i = 0; i < headers.size(); i++) {
            if (FitsReader.axes(headers.get(i), i) == 2) {
                layOut(i);
            }
        }
        if (places.isEmpty()) {
            throw new Unusable(FailureCause.NO_IMAGE, name + ": no HDU holds an amplifier's data");
        }
        for (Place a : places) {
            for (Place b : places) {
                if (!a.equals(b) && a.detector().overlaps(b.detector())) {
                    throw refuse(a.name() + " and " + b.name() + " claim the same pixels (DETSEC)");
                }
            }
        }
    }

    private void layOut(int hdu) throws Unusable {
        FitsHeader h = headers.get(hdu);
        boolean any = false;
        for (String suffix : SUFFIXES) {
            if (h.has("DATASEC" + suffix) && (!any || !suffix.isEmpty())) {
                if (places.size() >= 256) {
                    throw refuse("more than 256 amplifiers");
                }
                places.add(place(hdu, suffix));
                any = true;
            }
        }
        if (!any && anything && places.isEmpty()) {
            Section all = Section.whole((int) columns(h), (int) rows(h));
            places.add(new Place(hdu, nameOf(h, ""), "", h, all, Optional.empty(), all));
        }
    }

    private Place place(int hdu, String suffix) throws Unusable {
        FitsHeader h = headers.get(hdu);
        Section data = required(h, "DATASEC" + suffix);
        if (!data.isWithin(columns(h), rows(h)) || data.flipX() || data.flipY()) {
            throw refuse(
                    "DATASEC%s %s does not lie in the HDU's %d x %d px"
                            .formatted(
                                    suffix,
                                    h.text("DATASEC" + suffix).orElse(""),
                                    columns(h),
                                    rows(h)));
        }
        Optional<Section> bias = Optional.empty();
        if (h.has("BIASSEC" + suffix)) {
            bias = Optional.of(required(h, "BIASSEC" + suffix));
            if (!bias.get().isWithin(columns(h), rows(h))) {
                throw refuse(
                        "BIASSEC%s %s does not lie in the HDU's %d x %d px"
                                .formatted(
                                        suffix,
                                        h.text("BIASSEC" + suffix).orElse(""),
                                        columns(h),
                                        rows(h)));
            }
        }
        Section on =
                h.has("DETSEC" + suffix)
                        ? required(h, "DETSEC" + suffix)
                        : Section.whole(data.width(), data.height());
        if (!on.hasSizeOf(data)) {
            throw refuse(
                    "%s: DATASEC is %d x %d px, DETSEC %d x %d"
                            .formatted(
                                    nameOf(h, suffix),
                                    data.width(),
                                    data.height(),
                                    on.width(),
                                    on.height()));
        }
        return new Place(hdu, nameOf(h, suffix), suffix, h, data, bias, on);
    }

    private Section required(FitsHeader h, String key) throws Unusable {
        var section = section(h, key);
        if (section.isEmpty()) {
            throw refuse(
                    key + " '" + h.text(key).orElse("") + "' is not of the form [x1:x2,y1:y2]");
        }
        return section.get();
    }

    /** LSST's Segment10 is C10 in every table of its camera. */
    private String nameOf(FitsHeader h, String suffix) {
        if (!suffix.isEmpty()) {
            return suffix;
        }
        String number = "A" + places.size();
        return h.text("EXTNAME").map(n -> n.replace("Segment", "C").strip()).orElse(number);
    }

    /** DETSIZE when it holds all amplifiers; else (a mosaic's coordinates) what they span. */
    private Section frame() throws Unusable {
        int left = Integer.MAX_VALUE;
        int bottom = Integer.MAX_VALUE;
        int right = 0;
        int top = 0;
        for (Place p : places) {
            left = Math.min(left, p.detector().x0());
            bottom = Math.min(bottom, p.detector().y0());
            right = Math.max(right, p.detector().x0() + p.detector().width());
            top = Math.max(top, p.detector().y0() + p.detector().height());
        }
        var told =
                section(common(), "DETSIZE").or(() -> section(places.get(0).header(), "DETSIZE"));
        boolean several = places.stream().mapToInt(Place::hdu).distinct().count() > 1;
        if (several && told.isPresent() && told.get().isAround(left, bottom, right, top)) {
            return told.get();
        }
        return new Section(left, bottom, right - left, top - bottom, false, false);
    }

    private void checkTogether(MemoryBudget budget) throws Unusable {
        long all = 0;
        for (Place p : places) {
            budget.check(name, columns(p.header()), rows(p.header()));
            all += columns(p.header()) * rows(p.header());
        }
        if (all > 2 * budget.maxPixels()) {
            throw new Unusable(
                    FailureCause.TOO_LARGE,
                    "%s: headers announce %d px in %d amplifiers, the memory budget holds %d px"
                            .formatted(name, all, places.size(), budget.maxPixels()));
        }
    }

    /** The primary's cards, and those of the first amplifier's HDU that it lacks. */
    private FitsHeader common() {
        return headers.get(0).inheriting(places.get(0).header());
    }
}
