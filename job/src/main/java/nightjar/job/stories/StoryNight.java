// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nightjar.job.demo.Geometries;
import nightjar.model.port.Sattle;
import nightjar.sandbox.camera.NamedBytes;
import nightjar.sandbox.camera.PlannedVisit;
import nightjar.sandbox.camera.SandboxCam;
import nightjar.sandbox.camera.TaiClock;
import nightjar.sandbox.sky.Grid;
import nightjar.sandbox.sky.SkyPoint;

/**
 * A small night without pixels: three visits of three detectors that overlap each other by half a
 * detector and more, so that what the sky held before matters. Its files follow from the seed and
 * the moment at which it was opened; only the group changes from one run to the next, since
 * Presence remembers groups.
 *
 * @param seed where it looks
 * @param opened the first shutter, UTC, to the second
 */
record StoryNight(long seed, Instant opened) {

    static final int VISITS = 3;
    static final int DETECTORS = 3;

    private static final int SIZE = 256;
    private static final Duration EXPOSURE = Duration.ofSeconds(30);
    private static final Duration CADENCE = Duration.ofSeconds(37);
    private static final double DITHER_ARCSEC = 12;

    /**
     * Sattle's tracks are 72 arcsec wide: this one covers the southern two fifths of detector 0.
     */
    private static final double SATELLITE_SOUTH_ARCSEC = 96;

    private static final int FITS_BLOCK = 2880;
    private static final String TEMPLATE = "templates/story.fits";

    /** The visits of one run, in order. */
    List<PlannedVisit> visits(String run) {
        var visits = new ArrayList<PlannedVisit>();
        for (int i = 0; i < VISITS; i++) {
            visits.add(visit(run, i));
        }
        return visits;
    }

    /** One visit of a run, by its number from 0. */
    PlannedVisit visit(String run, int number) {
        var begun = begun(number);
        int day = TaiClock.observingDay(opened);
        return new PlannedVisit(
                PlannedVisit.Role.TAKEN,
                group(run, number),
                day * 100_000L + number + 1,
                number + 1,
                "A",
                number,
                field().shifted(number * DITHER_ARCSEC, number * DITHER_ARCSEC / 2),
                0,
                Duration.between(opened, begun),
                Duration.between(opened, begun),
                List.of(0, 1, 2),
                -1,
                -1,
                false);
    }

    static String group(String run, int number) {
        return run + "-visit-" + number;
    }

    private SkyPoint field() {
        return new SkyPoint(20 + Math.floorMod(seed * 37, 300), -30 + Math.floorMod(seed, 20));
    }

    private Instant begun(int number) {
        return opened.plus(CADENCE.multipliedBy(number));
    }

    /** Of all visits, the first. */
    long firstVisit() {
        return visit("", 0).exposureId();
    }

    long lastVisit() {
        return visit("", VISITS - 1).exposureId();
    }

    double firstMjdTai() {
        return TaiClock.mjd(opened);
    }

    /** What has to be in the bucket "nightjar" before: geometry, a template and its index. */
    List<NamedBytes> furniture() {
        var square = new StringBuilder();
        for (int[] s : new int[][] {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}) {
            var corner = field().shifted(s[0] * 600, s[1] * 600);
            square.append(square.isEmpty() ? "" : ",")
                    .append("[" + corner.raDeg() + "," + corner.decDeg() + "]");
        }
        var index =
                "{\"templates\":[{\"key\":\"%s\",\"instrument\":\"%s\",\"band\":\"%s\",\"corners\":[%s]}]}"
                        .formatted(TEMPLATE, SandboxCam.INSTRUMENT, SandboxCam.BAND, square);
        return List.of(
                Geometries.sandboxCam(DETECTORS, SIZE),
                new NamedBytes(TEMPLATE, new byte[FITS_BLOCK]),
                new NamedBytes("templates/index.json", index.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * What Sattle is told: during the first two visits a satellite crosses detector 0 westwards.
     */
    String satellites() {
        var satellites = new ArrayList<String>();
        for (int i = 0; i < VISITS - 1; i++) {
            var at = visit("", i).boresight().shifted(0, -SATELLITE_SOUTH_ARCSEC);
            satellites.add(
                    String.format(
                            Locale.ROOT,
                            "{\"id\":\"%d\",\"epochMjdTai\":%.9f,\"raDeg\":%.7f,\"decDeg\":%.7f,"
                                    + "\"raRateDegPerS\":-0.02,\"decRateDegPerS\":0}",
                            i,
                            TaiClock.mjd(begun(i).plus(EXPOSURE.dividedBy(2))),
                            at.raDeg(),
                            at.decDeg()));
        }
        return satellites.toString();
    }

    /** When a visit was taken and where it looked, as Sattle is told. */
    Sattle.Exposure exposure(long visit) {
        int number = (int) (visit - firstVisit());
        var boresight = visit("", number).boresight();
        return new Sattle.Exposure(
                visit,
                TaiClock.mjd(begun(number)),
                TaiClock.mjd(begun(number).plus(EXPOSURE)),
                boresight.raDeg(),
                boresight.decDeg());
    }

    /** A detector's image: a header and no light. The same in each run. */
    NamedBytes raw(PlannedVisit visit, int detector) {
        var cards = new LinkedHashMap<String, Object>();
        cards.put("SIMPLE", "T");
        cards.put("BITPIX", 8);
        cards.put("NAXIS", 2);
        cards.put("NAXIS1", SIZE);
        cards.put("NAXIS2", SIZE);
        cards.putAll(times(visit));
        var grid = new SandboxCam(SIZE).grid(detector, visit.boresight(), visit.rotationDeg());
        cards.putAll(wcs(grid));
        var text = new StringBuilder();
        cards.forEach((key, value) -> text.append(card(key, value)));
        text.append(String.format("%-80s", "END"));
        int data = (SIZE * SIZE + FITS_BLOCK - 1) / FITS_BLOCK * FITS_BLOCK;
        var head = String.format("%-" + FITS_BLOCK + "s", text).getBytes(StandardCharsets.US_ASCII);
        return new NamedBytes(
                visit.key(detector, ".fits"), Arrays.copyOf(head, head.length + data));
    }

    private static String card(String key, Object value) {
        return String.format(Locale.ROOT, "%-80s", String.format("%-8s= %20s", key, value));
    }

    private static Map<String, Object> wcs(Grid grid) {
        double[] cd = grid.cd();
        var cards = new LinkedHashMap<String, Object>();
        cards.put("CRVAL1", grid.pointing().raDeg());
        cards.put("CRVAL2", grid.pointing().decDeg());
        cards.put("CRPIX1", grid.pointingPixel().x() + 1);
        cards.put("CRPIX2", grid.pointingPixel().y() + 1);
        cards.put("CD1_1", cd[0]);
        cards.put("CD1_2", cd[1]);
        cards.put("CD2_1", cd[2]);
        cards.put("CD2_2", cd[3]);
        return cards;
    }

    private Map<String, Object> times(PlannedVisit visit) {
        var begin = opened.plus(visit.openAt());
        var cards = new LinkedHashMap<String, Object>();
        cards.put("MJD-BEG", TaiClock.mjd(begin));
        cards.put("MJD-END", TaiClock.mjd(begin.plus(EXPOSURE)));
        cards.put("EXPTIME", (double) EXPOSURE.toSeconds());
        return cards;
    }

    /** The sidecar of {@link #raw}, which knows the group. */
    NamedBytes sidecar(PlannedVisit visit, int detector) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("GROUPID", visit.group());
        fields.put("INSTRUME", SandboxCam.INSTRUMENT);
        fields.put("CURINDEX", 1);
        fields.put("MAXINDEX", 1);
        fields.put("FILTER", SandboxCam.PHYSICAL_FILTER);
        fields.put("RA", visit.boresight().raDeg());
        fields.put("DEC", visit.boresight().decDeg());
        fields.put("ROTPA", visit.rotationDeg());
        fields.put("TIMESYS", "TAI");
        fields.putAll(times(visit));
        try {
            var json = new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsBytes(fields);
            return new NamedBytes(visit.key(detector, ".json"), json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("no JSON of a sidecar", e);
        }
    }
}
