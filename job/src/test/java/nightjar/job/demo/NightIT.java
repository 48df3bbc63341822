// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import nightjar.sandbox.box.Neighbour;
import nightjar.sandbox.camera.NamedBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A small night through the real job and real neighbours: bad input costs nobody else anything, and
 * without Sattle nothing is published until it is back.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class NightIT {

    private static final long SEED = 7;
    private static final int DETECTORS = 2;

    @Test
    void badInputIsQuarantinedAndNothingPassesWithoutSattle() throws Exception {
        System.out.println("seed " + SEED);
        var options = new DemoOptions();
        options.overrides =
                List.of(
                        "snaps.identifyWithin=5 s",
                        "limits.clear.deadline=5 min",
                        "imaging.heapMiB=512");
        try (var night = new SimulatedShow(SEED, 1, DETECTORS, 512);
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
    private static long products(Site site) {
        try (var files =
                java.nio.file.Files.walk(site.box().store().buckets().resolve("nightjar"))) {
            return files.map(Path::toString).filter(name -> name.endsWith(".zip")).count();
        } catch (java.io.IOException | java.io.UncheckedIOException e) {
            return 0;
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
