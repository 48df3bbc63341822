// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import nightjar.imaging.Unusable;
import nightjar.imaging.fits.FitsHeader;
import nightjar.imaging.fits.FitsReader;
import nightjar.imaging.fits.MemoryBudget;
import nightjar.imaging.sky.Wcs;
import nightjar.model.time.Tai;

/**
 * A FITS file to be played, and what its header says.
 *
 * @param instrument INSTRUME; "Camera" when it does not say
 * @param band u, g, r, i, z or y, from the first letter of FILTER; r when it does not say
 * @param mjdTai start of the exposure; NaN when it does not say
 * @param exposureSeconds EXPTIME; 30 when it does not say
 * @param centreDeg ra, dec of its middle
 * @param cornersDeg ra0, dec0, … ra3, dec3
 * @param radiusDeg from its middle to its farthest corner
 * @param fallbacks what was not in the header
 */
record RawFile(
        Path path,
        String instrument,
        String band,
        double mjdTai,
        double exposureSeconds,
        double[] centreDeg,
        double[] cornersDeg,
        double radiusDeg,
        List<String> fallbacks) {

    private static final double USUAL_EXPOSURE_S = 30;
    private static final long MOST_PIXELS = 64L << 20;

    /**
     * Reads the header and checks that there is an image with a place on the sky.
     *
     * @throws Unusable naming what is missing
     */
    static RawFile read(Path path) throws Unusable {
        var image = FitsReader.read(path, new MemoryBudget(MOST_PIXELS));
        var header = image.header();
        var wcs = Wcs.of(header, path.getFileName().toString());
        int width = image.pixels().width;
        int height = image.pixels().height;
        var centre = wcs.toSky((width - 1) / 2.0, (height - 1) / 2.0);
        double[] corners = new double[8];
        double radius = 0;
        double[][] pixels = {
            {-0.5, -0.5}, {width - 0.5, -0.5}, {width - 0.5, height - 0.5}, {-0.5, height - 0.5}
        };
        for (int i = 0; i < 4; i++) {
            var corner = wcs.toSky(pixels[i][0], pixels[i][1]);
            corners[2 * i] = corner.raDeg();
            corners[2 * i + 1] = corner.decDeg();
            radius =
                    Math.max(
                            radius,
                            Score.arcsec(
                                            centre.raDeg(),
                                            centre.decDeg(),
                                            corner.raDeg(),
                                            corner.decDeg())
                                    / 3600);
        }
        var fallbacks = new ArrayList<String>();
        return new RawFile(
                path,
                instrument(header, fallbacks),
                band(header, fallbacks),
                start(header).orElse(Double.NaN),
                exposure(header, fallbacks),
                new double[] {centre.raDeg(), centre.decDeg()},
                corners,
                radius,
                List.copyOf(fallbacks));
    }

    String name() {
        return path.getFileName().toString();
    }

    private static String instrument(FitsHeader header, List<String> fallbacks) {
        var name = header.text("INSTRUME").orElse("").replaceAll("[^A-Za-z0-9-]", "");
        if (name.isEmpty()) {
            fallbacks.add("instrument Camera");
            return "Camera";
        }
        return name;
    }

    private static String band(FitsHeader header, List<String> fallbacks) {
        var filter = header.text("FILTER").orElse("").strip().toLowerCase(Locale.ROOT);
        var letter = filter.isEmpty() ? "" : filter.substring(0, 1);
        if ("ugrizy".contains(letter) && !letter.isEmpty()) {
            return letter;
        }
        fallbacks.add("band r");
        return "r";
    }

    private static double exposure(FitsHeader header, List<String> fallbacks) {
        var seconds = header.real("EXPTIME", "EXPOSURE");
        if (seconds.isEmpty()) {
            fallbacks.add("exposure " + USUAL_EXPOSURE_S + " s");
        }
        return seconds.orElse(USUAL_EXPOSURE_S);
    }

    /** MJD-BEG in its own scale, else MJD-OBS or DATE-OBS, which FITS takes as UTC. */
    private static OptionalDouble start(FitsHeader header) {
        boolean isTai = header.text("TIMESYS").orElse("UTC").equals("TAI");
        var mjd = header.real("MJD-BEG", "MJD-OBS");
        if (mjd.isPresent()) {
            double day = mjd.getAsDouble();
            return OptionalDouble.of(
                    isTai
                            ? day
                            : Tai.mjdTaiOfUtcMillis(Math.round((day - Tai.MJD_1970) * 86_400_000)));
        }
        try {
            var date = header.text("DATE-BEG").or(() -> header.text("DATE-OBS")).orElse("");
            Instant utc = LocalDateTime.parse(date).toInstant(ZoneOffset.UTC);
            double tai = Tai.mjdTaiOfUtcMillis(utc.toEpochMilli());
            return OptionalDouble.of(
                    isTai ? tai - Tai.offsetSeconds(utc.toEpochMilli()) / 86_400.0 : tai);
        } catch (DateTimeParseException e) {
            return OptionalDouble.empty();
        }
    }
}
