// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import nightjar.job.audit.Audit;
import nightjar.job.rerun.Rerun;
import nightjar.model.ids.VisitId;
import nightjar.sandbox.box.Neighbour;
import nightjar.sandbox.camera.PlannedVisit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A small night in which one visit is suppressed and another's images come too late, and the
 * morning after: they are processed by a rerun, beside the job, which goes on with its own.
 */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class RerunIT {

    private static final long SEED = 3;
    private static final int DETECTORS = 2;
    private static final String RERUN = "demo-rerun";

    /** Everything is settled by then. */
    private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, UTF_8);

    @TempDir Path folder = Path.of("");

    @Test
    void whatEndedWithoutAResultIsProcessedOnceMoreBesideTheJob() throws Exception {
        System.out.println("seed " + SEED);
        var options = new DemoOptions();
        options.overrides =
                List.of(
                        "snaps.imageTimeout=4 s",
                        "limits.clear.deadline=5 s",
                        "order.patience=20 s",
                        "imaging.heapMiB=512");
        try (var night = SimulatedShow.plain(SEED, 3, DETECTORS, 512);
                var site = Site.open(night, options, line -> System.out.println(line))) {
            var journal = new Journal(site.satellites());
            var visits = night.visits();
            badNight(night, site, journal);

            assertThat(rerun(site, visits.get(0), "--dry-run")).as(said()).isZero();
            assertThat(said()).contains("4 visit-detectors to process again as " + RERUN);
            assertThat(site.ledger().entries().values()).noneMatch(RerunIT::isRerun);

            night.announce(visits.get(2), site.telescope(), journal);
            night.expose(visits.get(2), site.telescope(), journal);
            assertThat(rerun(site, visits.get(0))).as(said()).isZero();
            await("the third visit's ends", () -> ended(site, visits.get(2)).size() == DETECTORS);
            await("every alert visible", () -> visible(site));
            check(site, visits);

            assertThat(rerun(site, visits.get(0))).as(said()).isZero();
            assertThat(said()).contains("nothing to do");
            assertThat(audit(site, visits.get(0))).as(said()).isZero();
        }
    }

    /** Without Sattle, and without the second visit's images; both come in the morning. */
    private static void badNight(SimulatedShow night, Site site, Journal journal) throws Exception {
        site.box().stop(Neighbour.SATTLE);
        night.announce(night.visits().get(0), site.telescope(), journal);
        night.announce(night.visits().get(1), site.telescope(), journal);
        night.expose(night.visits().get(0), site.telescope(), journal);
        await("the bad night's end", () -> site.ledger().entries().size() == 2 * DETECTORS);
        assertThat(endings(site, night.visits().get(0))).containsOnly("SUPPRESSED");
        assertThat(endings(site, night.visits().get(1))).containsOnly("TIMED_OUT");
        site.box().start(Neighbour.SATTLE);
        night.expose(night.visits().get(1), site.telescope(), journal);
    }

    private static void check(Site site, List<PlannedVisit> visits) {
        for (var visit : visits) {
            assertThat(endings(site, visit)).hasSize(DETECTORS).isSubsetOf("ALERTED", "EMPTY");
        }
        assertThat(ended(site, visits.get(0))).allMatch(RerunIT::isRerun);
        assertThat(ended(site, visits.get(1))).allMatch(RerunIT::isRerun);
        assertThat(ended(site, visits.get(2))).noneMatch(RerunIT::isRerun);
        var alerts = site.alerts().alerts();
        assertThat(alerts).isNotEmpty();
        assertThat(site.alerts().repeated()).isEmpty();
        try (var apdb = site.apdb()) {
            assertThat(apdb.diaSources().keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            alerts.stream().map(AlertSeen::diaSourceId).toList());
        }
    }

    private static boolean isRerun(JsonNode entry) {
        return entry.path("rerunBy").asText().equals(RERUN);
    }

    private static List<JsonNode> ended(Site site, PlannedVisit visit) {
        return site.ledger().entries().values().stream()
                .filter(it -> it.path("group").asText().equals(visit.group()))
                .toList();
    }

    private static List<String> endings(Site site, PlannedVisit visit) {
        return ended(site, visit).stream().map(it -> it.path("ending").asText()).toList();
    }

    private static boolean visible(Site site) {
        int sent =
                site.ledger().entries().values().stream()
                        .mapToInt(it -> it.path("alerts").asInt())
                        .sum();
        return site.alerts().alerts().size() >= sent;
    }

    private int rerun(Site site, PlannedVisit visit, String... more) throws IOException {
        said.reset();
        var json = folder.resolve("rerun.json");
        var words = words(site, visit);
        words.addAll(List.of("--outcome", "TIMED_OUT,SUPPRESSED,FAILED"));
        words.addAll(List.of("--json", json.toString()));
        words.addAll(List.of(more));
        int code = Rerun.run(out, out, Clock.systemUTC(), words.toArray(String[]::new));
        System.out.println(said());
        assertThat(new ObjectMapper().readTree(Files.readAllBytes(json)).path("wanted").isArray())
                .isTrue();
        return code;
    }

    private int audit(Site site, PlannedVisit visit) {
        said.reset();
        return Audit.run(out, out, LATER, words(site, visit).toArray(String[]::new));
    }

    private static List<String> words(Site site, PlannedVisit visit) {
        var config = site.box().folder().resolve("nightjar.yaml").toString();
        var night = VisitId.of(visit.exposureId()).day().toString();
        return new ArrayList<>(List.of("--config", config, "--night", night));
    }

    private String said() {
        return said.toString(UTF_8);
    }

    private static void await(String what, BooleanSupplier holds) throws InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain for: " + what).isLessThan(giveUp);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
