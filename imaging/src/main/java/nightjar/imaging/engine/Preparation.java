// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.detect.BadColumns;
import nightjar.imaging.detect.CosmicRays;
import nightjar.imaging.detect.HotLines;
import nightjar.imaging.fits.FitsHeader;
import nightjar.imaging.fits.FitsImage;
import nightjar.imaging.pixels.Background;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Planes;
import nightjar.imaging.pixels.Repair;
import nightjar.imaging.pixels.Statistics;
import nightjar.imaging.psf.Star;
import nightjar.imaging.psf.StarFinder;
import nightjar.imaging.psf.StarSelection;
import nightjar.imaging.sky.Wcs;

/** Makes a frame of an image as read. */
public final class Preparation {
    /** AB magnitudes; LSST in its longest exposure has some 34. */
    private static final double FAINTEST_ZERO = 60;

    /** No pixel holds as much, in whatever unit: one that does would outshine all around it. */
    private static final double IMPOSSIBLE = 1e15;

    private static final String STAGE = "prepare";
    private static final int SKY_CELL = 64;
    private static final int BAND = 64;
    private static final int TO_FILL = Mask.BAD | Mask.CR | Mask.NO_DATA;

    private Preparation() {}

    /**
     * Masks, subtracts the sky, finds the stars, removes cosmic rays.
     *
     * @param mask what is known of the pixels already; more is added
     * @param planes lend what is needed meanwhile
     */
    public static Frame of(FitsImage in, Mask mask, Planes planes, Progress progress)
            throws Unusable {
        return of(in, mask, Wcs.of(in.header(), in.name()), planes, progress);
    }

    /** The same of an image whose header may not say where it lies. */
    static Frame anywhere(FitsImage in, Mask mask, Planes planes, Progress progress)
            throws Unusable {
        return of(in, mask, Wcs.ofAny(in.header(), in.name()), planes, progress);
    }

    private static Frame of(FitsImage in, Mask mask, Wcs wcs, Planes planes, Progress progress)
            throws Unusable {
        Plane image = in.pixels();
        markDefects(in, mask);
        refuseEmpty(in, mask);
        progress.at(STAGE, 0.05);
        var background = Background.measure(image, mask, SKY_CELL);
        background.subtractFrom(image);
        zeroUnknown(image);
        progress.at(STAGE, 0.06);
        BadColumns.mark(image, mask, background.sigma());
        progress.at(STAGE, 0.07);
        double gain = gain(in.header(), background);
        List<Star> stars = StarFinder.find(image, mask, background.sigma(), planes);
        progress.at(STAGE, 0.09);
        List<Star> points = StarSelection.select(stars);
        double size = Statistics.median(points.stream().mapToDouble(Star::size).toArray());
        if (!points.isEmpty()) {
            CosmicRays.mark(image, mask, background.sigma(), gain, size);
        }
        Repair.fill(image, mask, TO_FILL, 0);
        return new Frame(
                in.name(),
                in.header(),
                wcs,
                image,
                mask,
                background.sigma(),
                gain,
                magZero(in.header()),
                stars,
                points.isEmpty() ? 0 : size);
    }

    private static void markDefects(FitsImage in, Mask mask) {
        double saturation = saturation(in);
        float[] pixels = in.pixels().pixels;
        int w = mask.width;
        Bands.Rows rows =
                (from, to) -> {
                    for (int i = from * w; i < to * w; i++) {
                        boolean isKnown = Math.abs(pixels[i]) < IMPOSSIBLE;
                        boolean over = pixels[i] >= saturation;
                        pixels[i] = isKnown ? pixels[i] : Float.NaN;
                        mask.bits[i] |= (isKnown ? 0 : Mask.NO_DATA) | (over ? Mask.SAT : 0);
                    }
                };
        Bands.run(0, mask.height, BAND, rows);
        in.mask()
                .ifPresent(
                        m -> {
                            for (int i = 0; i < m.pixels.length; i++) {
                                mask.bits[i] |= m.pixels[i] == 0 ? 0 : Mask.BAD;
                            }
                        });
        BlankBorder.mark(in.pixels(), mask);
        HotLines.mark(in.pixels(), mask);
        mask.grow(Mask.SAT, Mask.SAT, 2);
    }

    private static double saturation(FitsImage in) {
        var known = in.header().real(Assumed.SATURATION);
        boolean is16Bit = in.integer() && in.header().integer("BITPIX", 16) == 16;
        double range = is16Bit ? 65_535 : 1e30;
        // a full well is reached a little below its nominal level
        return known.isPresent() && known.getAsDouble() > 0
                ? Math.min(range, 0.97 * known.getAsDouble())
                : Assumed.FULL_WELL * range;
    }

    private static void refuseEmpty(FitsImage in, Mask mask) throws Unusable {
        var bands = IntStream.iterate(0, y -> y < mask.height, y -> y + BAND).boxed().toList();
        var all = new Range(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0);
        for (Range band : Bands.map(bands, y -> Range.of(in.pixels(), mask, y))) {
            all = all.and(band);
        }
        if (all.good < Math.max(100, in.pixels().pixels.length / 100)) {
            throw new Unusable(
                    FailureCause.ALL_BAD, in.name() + ": only " + all.good + " pixels are usable");
        }
        if (all.lo == all.hi) {
            throw new Unusable(FailureCause.ALL_BAD, in.name() + ": every pixel is " + all.lo);
        }
    }

    /** The least and the greatest of the usable pixels, and how many there are. */
    private record Range(float lo, float hi, int good) {

        static Range of(Plane image, Mask mask, int y) {
            float lo = Float.POSITIVE_INFINITY;
            float hi = Float.NEGATIVE_INFINITY;
            int good = 0;
            int end = Math.min(image.height, y + BAND) * image.width;
            for (int i = y * image.width; i < end; i++) {
                float p = image.pixels[i];
                if ((mask.bits[i] & Mask.UNUSABLE) == 0) {
                    lo = p < lo ? p : lo;
                    hi = p > hi ? p : hi;
                    good++;
                }
            }
            return new Range(lo, hi, good);
        }

        Range and(Range other) {
            return new Range(Math.min(lo, other.lo), Math.max(hi, other.hi), good + other.good);
        }
    }

    private static void zeroUnknown(Plane image) {
        Bands.Rows rows =
                (from, to) -> {
                    for (int i = from * image.width; i < to * image.width; i++) {
                        image.pixels[i] = Float.isNaN(image.pixels[i]) ? 0 : image.pixels[i];
                    }
                };
        Bands.run(0, image.height, BAND, rows);
    }

    /** Header first; else from the sky's own photon noise; else one. */
    private static double gain(FitsHeader header, Background background) {
        var known = header.real(Assumed.GAIN);
        if (known.isPresent() && known.getAsDouble() > 0) {
            return known.getAsDouble();
        }
        double sky = background.level().median();
        double sigma = background.sigma().median();
        return sky > 10 * sigma ? Math.max(0.1, sky / (sigma * sigma)) : 1;
    }

    /** One that no telescope has would make fluxes of nothing, or without end: it is as none. */
    private static OptionalDouble magZero(FitsHeader header) {
        var told = header.real("MAGZERO", "MAGZPT", "MAGZP", "PHOTZP", "ZEROPT");
        boolean isPlausible = told.isPresent() && Math.abs(told.getAsDouble()) <= FAINTEST_ZERO;
        return isPlausible ? told : OptionalDouble.empty();
    }
}
