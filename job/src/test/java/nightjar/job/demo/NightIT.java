// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import nightjar.model.time.Tai;
import nightjar.sandbox.box.KafkaBox;
import nightjar.sandbox.box.Neighbour;
import nightjar.sandbox.box.secure.Fronts;
import nightjar.sandbox.camera.NamedBytes;
import nightjar.sandbox.sky.SkyPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A small night through the real job and real neighbours: bad input costs nobody else anything, and
 * without Sattle nothing is published until it is back. Then the satellite of the exposure's own
 * time is withheld, though the announcement was five seconds off.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class NightIT {

    /** A sky in which the satellite crosses one of the two detectors. */
    private static final long SEED = 3;

    /** What the shutter really did, against the announcement's startTime. */
    private static final Duration OFF = Duration.ofSeconds(-5);

    /** Sattle's track_width, 0.01 deg. */
    private static final double TRACK_ARCSEC = 36;

    private static final int DETECTORS = 2;

    @Test
    void badInputIsQuarantinedAndNothingPassesWithoutSattleNorWithASatellite() throws Exception {
        System.out.println("seed " + SEED);
        var options = new DemoOptions();
        options.secure = true;
        options.overrides =
                List.of(
                        "snaps.identifyWithin=5 s",
                        "limits.clear.deadline=5 min",
                        "imaging.heapMiB=512");
        try (var night = new SimulatedShow(SEED, 1, DETECTORS, 512).opening(OFF);
                var site = Site.open(night, options, line -> System.out.println(line))) {
            var journal = new Journal(site.satellites());
            site.box().stop(Neighbour.SATTLE);
            sendNonsense(site);

            night.play(site.telescope(), journal);
            await("three inputs in quarantine", () -> site.ledger().quarantined().size() == 3);
            await("images differenced and held", () -> products(site) >= DETECTORS);
            assertThat(site.alerts().alerts()).isEmpty();
            assertThat(site.ledger().entries()).isEmpty();
            try (var apdb = site.apdb()) {
                assertThat(apdb.diaSources()).isEmpty();
            }

            site.box().start(Neighbour.SATTLE);
            await("every visit-detector accounted for", () -> closed(night, site));
            await("every alert visible", () -> visible(site));
            check(night, site);
            assertThat(site.measurements().arrived(night.expected())).isEqualTo(night.expected());
            checkSatellites(night, site);
            checkLeaks(site);
        }
    }

    /** Neither the secrets it ran with nor what was withheld; and who looks would see them. */
    private static void checkLeaks(Site site) throws Exception {
        var search = new LeakSearch(site);
        var leaks = search.search();
        assertThat(leaks.found()).as(leaks.line()).isEmpty();

        leaks.look("a header", "authorization: " + Fronts.AUTHORIZATION);
        leaks.look("a URL", "http://%s@host".formatted(KafkaBox.PASSWORD));
        var told = site.alerts().alerts();
        var withheld =
                search.differenced().stream()
                        .filter(
                                point ->
                                        told.stream()
                                                .map(it -> new SkyPoint(it.raDeg(), it.decDeg()))
                                                .noneMatch(it -> it.arcsecTo(point) < 1))
                        .findFirst()
                        .orElseThrow();
        leaks.look("a log", "source at %s %s".formatted(withheld.raDeg(), withheld.decDeg()));
        assertThat(leaks.found())
                .containsExactly(
                        "a secret in a header",
                        "a secret in a URL",
                        "an uncleared position in a log");
    }

    /** Sattle was told the exposure's own times, so what crossed it then is not alerted. */
    private static void checkSatellites(SimulatedShow night, Site site) throws Exception {
        double start =
                Tai.mjdTaiOfUtcMillis(night.announcedStarts().get(0).plus(OFF).toEpochMilli());
        var told = json(URI.create(site.box().sattle().address() + "/visit_cache"));
        assertThat(told).hasSize(1);
        var visit = told.elements().next();
        assertThat(visit.path("startMjdTai").asDouble()).isCloseTo(start, within(0.01 / 86_400));
        assertThat(visit.path("endMjdTai").asDouble())
                .isCloseTo(start + 15 / 86_400.0, within(0.01 / 86_400));

        var track = night.satellites().get(0);
        assertThat(new LeakSearch(site).differenced())
                .as("what the satellite left in the difference image")
                .anyMatch(point -> track.arcsecFrom(point, 15) < TRACK_ARCSEC);
        assertThat(site.alerts().alerts())
                .map(alert -> new SkyPoint(alert.raDeg(), alert.decDeg()))
                .isNotEmpty()
                .allMatch(point -> track.arcsecFrom(point, 15) > TRACK_ARCSEC);
    }

    private static JsonNode json(URI at) throws IOException {
        try (var in = at.toURL().openStream()) {
            return new ObjectMapper().readTree(in);
        }
    }

    private static void sendNonsense(Site site) {
        var topics = site.config().topics();
        site.telescope().sendRaw(topics.nextVisit(), "no Avro".getBytes(UTF_8));
        site.telescope().sendRaw(DemoConfig.NOTIFICATIONS, "{\"Records\": 7}".getBytes(UTF_8));
        site.telescope()
                .notifyCreated(
                        new NamedBytes(
                                "SandboxCam/20261119/SC_O_20261119_009999/"
                                        + "SC_O_20261119_009999_R22_S00.fits",
                                new byte[] {1}));
    }

    private static void check(Night night, Site site) {
        var endings = site.ledger().entries().values();
        var seen = site.alerts().alerts();
        assertThat(endings).hasSize(night.expected());
        assertThat(endings)
                .allMatch(end -> List.of("ALERTED", "EMPTY").contains(end.path("ending").asText()));
        assertThat(seen).isNotEmpty();
        assertThat(site.alerts().unreadable()).isEmpty();
        assertThat(site.alerts().repeated()).isEmpty();
        try (var apdb = site.apdb()) {
            assertThat(apdb.diaSources().keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            seen.stream().map(AlertSeen::diaSourceId).toList());
        }
        assertThat(reasons(site)).allMatch(reason -> !reason.isBlank());
    }

    private static List<String> reasons(Site site) {
        return site.ledger().quarantined().values().stream()
                .map(entry -> entry.path("reason").asText())
                .toList();
    }

    private static boolean closed(Night night, Site site) {
        return site.ledger().entries().size() >= night.expected();
    }

    private static boolean visible(Site site) {
        Map<String, JsonNode> ledger = site.ledger().entries();
        int sent = ledger.values().stream().mapToInt(e -> e.path("alerts").asInt()).sum();
        return site.alerts().alerts().size() >= sent;
    }

    /** Products of image workers in the store's folder. */
    private static int products(Site site) {
        try {
            return new LeakSearch(site).products().size();
        } catch (IOException | UncheckedIOException e) {
            return 0; // the folder is being written
        }
    }

    private static void await(String what, BooleanSupplier holds) throws InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain for: " + what).isLessThan(giveUp);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
