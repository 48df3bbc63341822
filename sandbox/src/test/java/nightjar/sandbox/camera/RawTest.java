// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import nightjar.sandbox.sky.Field;
import nightjar.sandbox.sky.Grid;
import nightjar.sandbox.sky.Photometry;
import nightjar.sandbox.sky.PixelPoint;
import nightjar.sandbox.sky.SkyPoint;
import nightjar.sandbox.sky.Star;
import org.junit.jupiter.api.Test;

/** The raw files, as a reader who does not know the simulator sees them. */
class RawTest {
    private static final Exposure TAKEN = Nights.first("A");

    private static ReadBack raw(int detector) {
        return ReadBack.of(TAKEN.frames().get(detector).fits().bytes());
    }

    @Test
    void equalPlansGiveEqualBytesWhateverTheThreads() throws Exception {
        NightPlan plan = Nights.plan(3, 1, 4, 256);
        List<byte[]> many = bytesOf(plan);
        ForkJoinPool one = new ForkJoinPool(1);
        try {
            List<byte[]> single = one.submit(() -> bytesOf(plan)).get(60, TimeUnit.SECONDS);
            assertThat(single).hasSameSizeAs(many);
            for (int i = 0; i < many.size(); i++) {
                assertThat(single.get(i)).isEqualTo(many.get(i));
            }
        } finally {
            one.shutdownNow();
        }
        assertThat(bytesOf(Nights.plan(4, 1, 4, 256)).get(0)).isNotEqualTo(many.get(0));
    }

    private static List<byte[]> bytesOf(NightPlan plan) {
        SimulatedNight night = SimulatedNight.of(plan);
        List<byte[]> all = new ArrayList<>();
        for (PlannedVisit visit : night.visits()) {
            for (Frame frame : night.render(visit).exposedAt(Nights.START).frames()) {
                all.add(frame.fits().bytes());
                all.add(frame.sidecar().bytes());
            }
        }
        night.templates(t -> all.add(t.bytes()));
        return all;
    }

    @Test
    void theNoiseIsThatOfTheSkysElectronsAndTheReadout() {
        ReadBack raw = raw(0);
        double gain = raw.number("GAIN");
        double electrons = raw.median() * gain;
        double predicted = Math.sqrt(electrons + Math.pow(raw.number("RDNOISE"), 2)) / gain;
        assertThat(electrons).isBetween(300.0, 900.0);
        assertThat(raw.noise()).isCloseTo(predicted, within(0.05 * predicted));
    }

    @Test
    void brightStarsStandWhereTheHeadersWcsSaysAndAreAsBrightAsMagzeroSays() {
        ReadBack raw = raw(1);
        Grid grid = gridFromHeader(raw);
        Field field = Nights.NIGHT.field("A");
        int measured = 0;
        for (Star star : field.stars()) {
            PixelPoint p = grid.toPixel(star.at());
            double mag = Photometry.mag(star.nJy());
            if (mag < 16.5 || mag > 18.5 || !grid.holds(p, -20) || !isAlone(field, star)) {
                continue;
            }
            double[] blob = blob(raw, p);
            if (blob[3] > 0) {
                continue;
            }
            measured++;
            assertThat(blob[0]).as("x of " + star).isCloseTo(p.x(), within(0.15));
            assertThat(blob[1]).as("y of " + star).isCloseTo(p.y(), within(0.15));
            double seen = raw.number("MAGZERO") - 2.5 * Math.log10(blob[2]);
            assertThat(seen).as("mag of " + star).isCloseTo(mag, within(0.06));
        }
        assertThat(measured).as("stars measured, seed " + Nights.SEED).isGreaterThanOrEqualTo(3);
    }

    private static boolean isAlone(Field field, Star star) {
        double limit = 0.02 * star.nJy();
        return field.stars().stream()
                        .noneMatch(
                                s ->
                                        !s.equals(star)
                                                && s.nJy() > limit
                                                && s.at().arcsecTo(star.at()) < 4.5)
                && field.galaxies().stream()
                        .noneMatch(g -> g.nJy() > limit && g.at().arcsecTo(star.at()) < 6);
    }

    // Centroid (x, y), sum in ADU and the number of spoilt pixels within 12 px.
    private static double[] blob(ReadBack raw, PixelPoint p) {
        double sky = raw.median();
        double sum = 0;
        double x = 0;
        double y = 0;
        int spoilt = 0;
        for (int j = (int) p.y() - 12; j <= p.y() + 13; j++) {
            for (int i = (int) p.x() - 12; i <= p.x() + 13; i++) {
                double v = raw.adu()[j][i] - sky;
                spoilt += raw.adu()[j][i] >= SandboxCam.SATURATE || raw.adu()[j][i] == 0 ? 1 : 0;
                sum += v;
                x += v * i;
                y += v * j;
            }
        }
        return new double[] {x / sum, y / sum, sum, spoilt};
    }

    private static Grid gridFromHeader(ReadBack raw) {
        double scale = Math.hypot(raw.number("CD1_1"), raw.number("CD2_1")) * 3600;
        double turn = Math.toDegrees(Math.atan2(raw.number("CD1_2"), raw.number("CD2_2")));
        return new Grid(
                raw.adu()[0].length,
                raw.adu().length,
                new SkyPoint(raw.number("CRVAL1"), raw.number("CRVAL2")),
                new PixelPoint(raw.number("CRPIX1") - 1, raw.number("CRPIX2") - 1),
                scale,
                turn);
    }

    @Test
    void headerTimesAreTaiAndSpanTheShutter() {
        ReadBack raw = raw(0);
        assertThat(raw.text("TIMESYS")).isEqualTo("TAI");
        assertThat(raw.text("DATE-BEG")).isEqualTo(TaiClock.iso(TAKEN.shutterOpenUtc()));
        assertThat((raw.number("MJD-END") - raw.number("MJD-BEG")) * 86400)
                .isCloseTo(15, within(1e-5));
        assertThat(raw.number("MJD-BEG"))
                .isCloseTo(TaiClock.mjd(TAKEN.shutterOpenUtc()), within(1e-9));
        assertThat(Duration.between(TAKEN.shutterOpenUtc(), TAKEN.shutterClosedUtc()))
                .isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void theSidecarSaysWhatTheHeaderSays() throws Exception {
        Frame frame = TAKEN.frames().get(2);
        ReadBack raw = ReadBack.of(frame.fits().bytes());
        JsonNode sidecar = new ObjectMapper().readTree(frame.sidecar().text());
        assertThat(sidecar.get("GROUPID").asText()).isEqualTo(TAKEN.visit().group());
        sidecar.properties()
                .forEach(
                        card -> {
                            if (card.getValue().isTextual()) {
                                assertThat(raw.text(card.getKey()))
                                        .isEqualTo(card.getValue().asText());
                            } else {
                                assertThat(raw.number(card.getKey()))
                                        .isCloseTo(card.getValue().asDouble(), within(1e-9));
                            }
                        });
        assertThat(frame.sidecar().key()).isEqualTo(frame.fits().key().replace(".fits", ".json"));
    }

    @Test
    void deadColumnsReadZeroAndHotOnesFullScale() {
        double[] topRow = raw(0).adu()[511];
        assertThat(Arrays.stream(topRow).filter(v -> v == 0).count()).isBetween(1L, 2L);
        assertThat(topRow).contains(65_535);
    }

    @Test
    void theTruncatedFileEndsInItsMiddle() {
        PlannedVisit cut =
                Nights.NIGHT.visits().stream()
                        .filter(v -> v.truncatedDetector() >= 0)
                        .findFirst()
                        .orElseThrow();
        Exposure exposure = Nights.taken(cut);
        for (Frame frame : exposure.frames()) {
            int length = frame.fits().bytes().length;
            if (frame.detector() == cut.truncatedDetector()) {
                assertThat(length).isLessThan(2 * 512 * 512).isGreaterThan(2880 * 2);
            } else {
                assertThat(length).isGreaterThan(2 * 512 * 512);
            }
        }
    }
}
