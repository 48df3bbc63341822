// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.signature;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.fits.FitsHeader;
import nightjar.imaging.fits.FitsImage;
import nightjar.imaging.fits.FitsReader;
import nightjar.imaging.fits.MemoryBudget;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Planes;
import nightjar.imaging.pixels.Statistics;

/**
 * Takes the instrument's signature off a raw, in the order in which light and electronics put it
 * on, backwards: full pixels are marked in what was read, then overscan, crosstalk, bias,
 * linearity, gain, dark, flat; at last defects, bleed trails and cosmic rays.
 *
 * <p>Variance is read noise squared plus the electrons as collected, the dark's among them. What no
 * calibration is given for is left as it is, and flagged.
 */
public final class Signature {
    /** Below this share of the mean response a pixel is dead. */
    private static final float LEAST_RESPONSE = 0.05f;

    private static final int ROWS = 64;

    private final Raw raw;
    private final Calibrations calibrations;
    private final MemoryBudget budget;
    private final Planes planes;
    private final Progress progress;
    private final Set<String> flags = new LinkedHashSet<>();
    private final Plane image;
    private final Plane variance;
    private final Mask mask;

    private Signature(
            Raw raw,
            Calibrations calibrations,
            MemoryBudget budget,
            Planes planes,
            Progress progress) {
        this.raw = raw;
        this.calibrations = calibrations;
        this.budget = budget;
        this.planes = planes;
        this.progress = progress;
        image = planes.rough(raw.width(), raw.height());
        Arrays.fill(image.pixels, Float.NaN);
        variance = planes.blank(raw.width(), raw.height());
        mask = planes.mask(raw.width(), raw.height());
    }

    /**
     * An exposure from a file: without the signature if it is a raw, else as it is. It is a raw
     * when its header says so by an overscan that lies in the image, or when calibrations are
     * given.
     *
     * @param calibrations files or folders; see {@link Calibrations}
     */
    public static Exposure read(
            Path path, List<Path> calibrations, MemoryBudget budget, Progress progress)
            throws Unusable {
        return read(path, calibrations, budget, Planes.kept(), progress);
    }

    /** The same, in planes lent by these. */
    public static Exposure read(
            Path path,
            List<Path> calibrations,
            MemoryBudget budget,
            Planes planes,
            Progress progress)
            throws Unusable {
        List<FitsHeader> headers = FitsReader.headers(path, true, progress);
        FitsHeader image = headers.get(headers.size() - 1);
        if (calibrations.isEmpty() && !RawReader.isRaw(image)) {
            return Exposure.of(FitsReader.read(path, budget, planes, progress), planes);
        }
        try (Planes brief = planes.brief()) {
            Raw raw = RawReader.read(path, budget, !calibrations.isEmpty(), brief, progress);
            progress.at("signature", 0.03);
            var known = Calibrations.of(calibrations, raw.header());
            return new Signature(raw, known, budget, planes, progress).removed();
        }
    }

    /** One line of what a file or folder lacks to be a calibration; empty where there is one. */
    public static Optional<String> missingIn(Path calibrations) throws IOException {
        return Calibrations.isAnyIn(calibrations)
                ? Optional.empty()
                : Optional.of(
                        "no calibration in %s: looked for names that end as %s (or these .gz, .fz)"
                                .formatted(calibrations, String.join(", ", Calibrations.ENDS)));
    }

    private Exposure removed() throws Unusable {
        List<Electronics> electronics = electronics();
        if (given("crosstalk.csv", "NO_CROSSTALK").isPresent()) {
            Crosstalk.subtract(raw, calibrations.table("crosstalk.csv").orElseThrow());
        }
        progress.at("signature", 0.03);
        collect(electronics);
        progress.at("signature", 0.03);
        dark();
        flat();
        defects();
        progress.at("signature", 0.04);
        Bleed.mark(image, variance, mask);
        if (!LaplacianEdges.mark(image, variance, mask, planes, progress)) {
            flags.add("VARIANCE_UNTRUE");
        }
        var as =
                new FitsImage(
                        raw.name(),
                        header(electronics),
                        image,
                        false,
                        Optional.of(variance),
                        Optional.empty());
        return new Exposure(as, mask, new ArrayList<>(flags));
    }

    private Optional<Table> given(String name, String otherwise) throws Unusable {
        var table = calibrations.table(name);
        if (table.isEmpty()) {
            flags.add(otherwise);
        }
        return table;
    }

    /** Marks full pixels, then takes each row's level off. */
    private List<Electronics> electronics() throws Unusable {
        var table = calibrations.table("amplifiers.csv");
        var all = new ArrayList<Electronics>();
        for (Amplifier amplifier : raw.amplifiers()) {
            Optional<Overscan> overscan = Overscan.of(amplifier);
            var electronics = Electronics.of(amplifier, table, overscan, flags);
            if (overscan.isEmpty()) {
                flags.add("NO_OVERSCAN");
            }
            float[] level =
                    overscan.map(Overscan::level).orElse(new float[amplifier.data().height()]);
            float full = (float) electronics.saturation();
            Bands.run(0, level.length, ROWS, (from, to) -> level(amplifier, level, full, from, to));
            all.add(electronics);
        }
        return all;
    }

    private void level(Amplifier amplifier, float[] level, float full, int from, int to) {
        float[] p = amplifier.pixels().pixels;
        for (int j = from; j < to; j++) {
            int at = amplifier.index(0, j);
            for (int i = 0; i < amplifier.data().width(); i++) {
                float v = p[at + i] - level[j];
                p[at + i] = v;
                if (v >= full) {
                    mask.bits[amplifier.detector().index(i, j, mask.width)] |= Mask.SAT;
                }
            }
        }
    }

    /** From ADU in the amplifiers to electrons on the detector. */
    private void collect(List<Electronics> electronics) throws Unusable {
        try (Planes brief = planes.brief()) {
            collect(electronics, frame("bias.fits", "NO_BIAS", brief));
        }
        for (int i = 0; i < image.pixels.length; i++) {
            if (Float.isNaN(image.pixels[i])) {
                mask.bits[i] |= Mask.NO_DATA;
            }
        }
    }

    private void collect(List<Electronics> electronics, Optional<Plane> bias) throws Unusable {
        Optional<Table> linearity = given("linearity.csv", "NO_LINEARITY");
        for (int a = 0; a < electronics.size(); a++) {
            Amplifier amplifier = raw.amplifiers().get(a);
            Electronics e = electronics.get(a);
            var linear =
                    linearity.isPresent()
                            ? Linearity.of(linearity.get(), amplifier.name())
                            : Linearity.NONE;
            Bands.run(
                    0,
                    amplifier.data().height(),
                    ROWS,
                    (from, to) -> collect(amplifier, e, linear, bias, from, to));
        }
    }

    private void collect(
            Amplifier amplifier,
            Electronics e,
            Linearity linear,
            Optional<Plane> bias,
            int from,
            int to) {
        float[] p = amplifier.pixels().pixels;
        float quiet = (float) (e.readNoise() * e.readNoise());
        for (int j = from; j < to; j++) {
            int at = amplifier.index(0, j);
            for (int i = 0; i < amplifier.data().width(); i++) {
                int on = amplifier.detector().index(i, j, image.width);
                double adu = p[at + i] - (bias.isPresent() ? bias.get().pixels[on] : 0);
                float electrons = (float) (e.gain() * linear.corrected(adu));
                image.pixels[on] = electrons;
                variance.pixels[on] = quiet + Math.max(0, electrons);
            }
        }
    }

    private Optional<Plane> frame(String name, String otherwise, Planes lent) throws Unusable {
        var plane = calibrations.image(name, raw.width(), raw.height(), budget, lent);
        if (plane.isEmpty()) {
            flags.add(otherwise);
        }
        return plane;
    }

    private void dark() throws Unusable {
        try (Planes brief = planes.brief()) {
            frame("dark.fits", "NO_DARK", brief).ifPresent(this::subtractDark);
        }
    }

    private void subtractDark(Plane dark) {
        var told = raw.header().real("DARKTIME");
        if (told.isEmpty()) {
            flags.add("DARKTIME_IS_EXPTIME");
        }
        float seconds = (float) told.orElse(raw.header().real("EXPTIME", 0));
        for (int i = 0; i < image.pixels.length; i++) {
            image.pixels[i] -= seconds * dark.pixels[i];
        }
    }

    private void flat() throws Unusable {
        try (Planes brief = planes.brief()) {
            frame("flat.fits", "NO_FLAT", brief).ifPresent(this::divideByFlat);
        }
    }

    private void divideByFlat(Plane flat) {
        for (int i = 0; i < image.pixels.length; i++) {
            float response = flat.pixels[i];
            if (response >= LEAST_RESPONSE) {
                image.pixels[i] /= response;
                variance.pixels[i] /= response * response;
            } else {
                mask.bits[i] |= Mask.BAD;
            }
        }
    }

    private void defects() throws Unusable {
        Optional<Table> table = given("defects.csv", "NO_DEFECTS");
        if (table.isEmpty()) {
            return;
        }
        for (List<String> row : table.get().rows()) {
            double x0 = table.get().number(row, "x0");
            double y0 = table.get().number(row, "y0");
            double x1 = x0 + table.get().number(row, "width");
            double y1 = y0 + table.get().number(row, "height");
            for (int y = (int) Math.max(0, y0); y < Math.min(mask.height, y1); y++) {
                for (int x = (int) Math.max(0, x0); x < Math.min(mask.width, x1); x++) {
                    mask.add(x, y, Mask.BAD);
                }
            }
        }
    }

    /** The raw's, made to fit electrons: what the amplifiers had of their own holds no more. */
    private FitsHeader header(List<Electronics> electronics) {
        double gain =
                Statistics.median(electronics.stream().mapToDouble(Electronics::gain).toArray());
        double noise =
                Statistics.median(
                        electronics.stream().mapToDouble(Electronics::readNoise).toArray());
        FitsHeader header =
                raw.header()
                        .without("DATASEC", "BIASSEC", "DETSEC", "BSCALE", "BZERO", "BLANK")
                        .without("SATURATE", "SATLEVEL", "SATURAT", "ESATUR", "EXTNAME")
                        // what was full is marked already, by each amplifier's own measure
                        .with("SATURATE", "1.0E30")
                        .with("GAIN", "1")
                        .with("RDNOISE", Double.toString(noise))
                        .with("BUNIT", "electron")
                        .with("BITPIX", "-32");
        var zero = raw.header().real("MAGZERO", "MAGZPT", "MAGZP", "PHOTZP", "ZEROPT");
        return zero.isPresent()
                ? header.with(
                        "MAGZERO", Double.toString(zero.getAsDouble() + 2.5 * Math.log10(gain)))
                : header;
    }
}
