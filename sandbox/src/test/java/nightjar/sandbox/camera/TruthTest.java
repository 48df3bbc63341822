// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nightjar.sandbox.sky.Changing;
import nightjar.sandbox.sky.Field;
import nightjar.sandbox.sky.Injected;
import nightjar.sandbox.sky.Injected.Fate;
import nightjar.sandbox.sky.Injected.Kind;
import nightjar.sandbox.sky.PixelPoint;
import nightjar.sandbox.sky.SatelliteTrack;
import nightjar.sandbox.sky.Setting;
import nightjar.sandbox.sky.SkyPoint;
import org.junit.jupiter.api.Test;

/** What the camera says it put into the images is in the images. */
class TruthTest {
    private static final SimulatedNight NIGHT = Nights.NIGHT;

    private static List<Injected> everything() {
        return NIGHT.visits().stream()
                .filter(v -> v.role() == PlannedVisit.Role.TAKEN)
                .flatMap(v -> Nights.taken(v).truth().stream())
                .toList();
    }

    @Test
    void everyVisitSeesEveryTransientOfItsFieldOnce() {
        for (PlannedVisit visit : NIGHT.visits()) {
            if (visit.role() != PlannedVisit.Role.TAKEN) {
                continue;
            }
            List<String> seen =
                    Nights.taken(visit).truth().stream()
                            .filter(i -> i.kind() == Kind.TRANSIENT)
                            .map(Injected::id)
                            .toList();
            List<String> there =
                    NIGHT.field(visit.field()).changing().stream()
                            .filter(c -> c.kind() == Kind.TRANSIENT)
                            .map(Changing::id)
                            .toList();
            assertThat(seen).containsExactlyInAnyOrderElementsOf(there);
            assertThat(there).hasSize(4 * 3);
        }
    }

    @Test
    void transientsBrightenFromVisitToVisit() {
        Map<String, Double> last = new TreeMap<>();
        for (Injected i : everything()) {
            if (i.kind() == Kind.TRANSIENT) {
                assertThat(i.fluxNJy()).isGreaterThan(last.getOrDefault(i.id(), 0.0));
                last.put(i.id(), i.fluxNJy());
            }
        }
    }

    @Test
    void atLeastFourOfTenTransientsStandOnHostsOrNearStars() {
        for (long seed = 1; seed <= 5; seed++) {
            Field field = SimulatedNight.of(Nights.plan(seed, 1, 9, 1024)).field("A");
            List<Changing> all =
                    field.changing().stream().filter(c -> c.kind() == Kind.TRANSIENT).toList();
            long crowded = all.stream().filter(c -> c.setting() != Setting.FIELD).count();
            assertThat(all).hasSize(36);
            assertThat(crowded).as("seed " + seed).isGreaterThanOrEqualTo(15);
        }
    }

    @Test
    void onTheEmptySkyTheSignalToNoiseIsThatOfTheTextbook() {
        int tried = 0;
        for (Injected i : everything()) {
            boolean empty = !i.onHost() && !i.nearStar() && i.maskedFraction() == 0;
            if (i.kind() != Kind.TRANSIENT || !empty || i.trueSnr() > 20) {
                continue;
            }
            ReadBack raw = raw(i);
            double perNJy = Math.pow(10, 0.4 * (raw.number("MAGZERO") - 31.4)) * 1.6;
            double variance = raw.median() * 1.6 + 36;
            double fwhmNoise = i.fluxNJy() * perNJy / i.trueSnr() / Math.sqrt(variance * 1.25);
            // Number of noise pixels between that of the best and the worst seeing (Moffat, beta
            // 3).
            assertThat(fwhmNoise * fwhmNoise).as(i.toString()).isBetween(38.0, 130.0);
            tried++;
        }
        assertThat(tried).isGreaterThan(3);
    }

    private static ReadBack raw(Injected i) {
        Exposure taken =
                NIGHT.visits().stream()
                        .filter(v -> v.exposureId() == i.visit())
                        .map(Nights::taken)
                        .findFirst()
                        .orElseThrow();
        Frame frame =
                taken.frames().stream()
                        .filter(f -> f.detector() == i.detector() && i.fate() != Fate.LOST)
                        .findFirst()
                        .orElse(taken.frames().get(0));
        return ReadBack.of(frame.fits().bytes());
    }

    @Test
    void theRowsOfTheTruncatedFileAreLostAndNoOthers() {
        PlannedVisit cut =
                NIGHT.visits().stream()
                        .filter(v -> v.truncatedDetector() >= 0)
                        .findFirst()
                        .orElseThrow();
        assertThat(everything())
                .allMatch(
                        i ->
                                (i.fate() == Fate.LOST)
                                        == (i.visit() == cut.exposureId()
                                                && i.detector() == cut.truncatedDetector()));
    }

    @Test
    void theUnannouncedImageSaysSo() {
        PlannedVisit odd =
                NIGHT.visits().stream()
                        .filter(v -> v.role() == PlannedVisit.Role.UNANNOUNCED)
                        .findFirst()
                        .orElseThrow();
        assertThat(Nights.taken(odd).truth())
                .isNotEmpty()
                .allMatch(i -> i.fate() == Fate.UNANNOUNCED);
    }

    @Test
    void theAsteroidMovesByItsRateAndNeverTrailsByMoreThanAThirdOfAnArcsec() {
        List<Injected> asteroid =
                everything().stream().filter(i -> i.kind() == Kind.ASTEROID).toList();
        assertThat(asteroid).hasSize(3);
        var w = NIGHT.field("A").wanderers().get(0);
        double speed = Math.hypot(w.eastArcsecPerSecond(), w.northArcsecPerSecond());
        assertThat(speed * 15).isLessThan(0.34);
        double moved =
                new SkyPoint(asteroid.get(0).raDeg(), asteroid.get(0).decDeg())
                        .arcsecTo(new SkyPoint(asteroid.get(2).raDeg(), asteroid.get(2).decDeg()));
        // Three cadences of 20 s lie between the first and the last look at A.
        assertThat(moved).isCloseTo(60 * speed, within(1e-4));
    }

    @Test
    void theTrailInThePixelsIsTheTrackThatSattleIsTold() {
        Exposure taken = Nights.first("B");
        SatelliteTrack track = taken.satellites().get(0);
        assertThat(track.epochMjdTai()).isEqualTo(TaiClock.mjd(taken.shutterOpenUtc()));
        Set<Integer> crossed = new HashSet<>();
        for (Frame frame : taken.frames()) {
            ReadBack raw = ReadBack.of(frame.fits().bytes());
            var grid =
                    NIGHT.plan()
                            .camera()
                            .grid(
                                    frame.detector(),
                                    taken.visit().boresight(),
                                    taken.visit().rotationDeg());
            int bright = 0;
            int all = 0;
            for (int i = 0; i <= 3000; i++) {
                PixelPoint p = grid.toPixel(track.at(15 * i / 3000.0));
                if (grid.holds(p, -3)) {
                    all++;
                    double v = raw.adu()[(int) Math.round(p.y())][(int) Math.round(p.x())];
                    bright += v > raw.median() + 10 * raw.noise() ? 1 : 0;
                }
            }
            if (all > 20) {
                crossed.add(frame.detector());
                // Dead columns cross it here and there.
                assertThat(bright).isGreaterThan((int) (0.95 * all));
            }
        }
        assertThat(crossed).isNotEmpty();
        assertThat(taken.truth())
                .filteredOn(i -> i.kind() == Kind.SATELLITE)
                .extracting(Injected::detector)
                .containsAll(crossed);
    }

    @Test
    void theDistanceFromATrackIsMeasuredAtRightAngles() {
        SatelliteTrack track = new SatelliteTrack("S", 0, 100, 0, 0.01, 0);
        double beside = track.arcsecFrom(new SkyPoint(100.05, 0.005), 10);
        double beyond = track.arcsecFrom(new SkyPoint(100.11, 0), 10);
        assertThat(beside).isCloseTo(18, within(0.01));
        assertThat(beyond).isCloseTo(36, within(0.01));
    }
}
