// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import nightjar.job.config.Configurations;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/observability.md, the alarms and the dashboard name what the job, run whole and scraped as
 * Prometheus would, really tells.
 */
class ObservabilityTest {

    private static final String STAGE = "flink_taskmanager_job_task_operator_stage_";
    private static final String NIGHT = "observed-night";

    /** Told only once something was ignored. */
    private static final Set<String> LATER = Set.of(STAGE + "class_ignored");

    private static final List<String> SUMMARY = List.of("_count");

    private static FakeNight night;
    private static SmallCluster cluster;
    private static Scrape scrape;

    @BeforeAll
    static void runAndScrape(@TempDir Path folder) throws Exception {
        int port = freePort();
        var settings = Files.createDirectory(folder.resolve("conf"));
        var shipped = Files.readString(Manifests.ROOT.resolve("flink-conf/config.yaml"));
        assertThat(shipped).contains("port: 9249-9349");
        Files.writeString(settings.resolve("config.yaml"), shipped.replace("9249-9349", "" + port));
        night = FakeNight.begin(NIGHT, folder);
        cluster = new SmallCluster(settings, folder);
        var config =
                Configurations.load(
                        Manifests.ROOT.resolve("flink-conf/nightjar.yaml"),
                        Map.of("alerts.parallelism", "2"));
        var job =
                cluster.start(
                        SavepointRestoreSettings.none(),
                        env ->
                                NightjarJob.describe(
                                        env, new FakeDoors(NIGHT), Settings.of(config)));
        cluster.await(job, "the last stage's metrics", () -> isComplete(port));
        scrape = Scrape.of(port);
        cluster.cancel(job);
    }

    private static boolean isComplete(int port) {
        try {
            return Scrape.of(port)
                    .unmet(
                            STAGE
                                    + "ended{stage=\"account\"} "
                                    + STAGE
                                    + "inFlight{stage=\"commit\"} "
                                    + STAGE
                                    + "inFlight{stage=\"leave\"} "
                                    + STAGE
                                    + "inFlight{stage=\"presence\"} "
                                    + STAGE
                                    + "inFlight{stage=\"register\"} "
                                    + STAGE
                                    + "complete{stage=\"await_snaps\"} "
                                    + STAGE
                                    + "visits{stage=\"fan_out\"}")
                    .isEmpty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void end() {
        cluster.close();
        night.close();
    }

    @Test
    void everyMetricOfThePageIsTold() throws IOException {
        var documented = documented();
        assertThat(documented).hasSizeGreaterThan(35);
        documented.removeAll(LATER);
        assertThat(scrape.names()).containsAll(documented);
    }

    @Test
    void everyMetricOfAStageIsOnThePage() throws IOException {
        var told = new TreeSet<String>();
        for (var name : scrape.names()) {
            boolean isCount = SUMMARY.stream().anyMatch(name::endsWith);
            if (name.startsWith(STAGE) && !isCount) {
                told.add(name);
            }
        }
        assertThat(documented()).containsAll(told);
    }

    @Test
    void everyAlarmAsksForWhatIsTold() throws IOException {
        for (var rule : rules()) {
            assertThat(scrape.unmet(inNoNamespace(rule.path("expr").asText())))
                    .as(rule.path("alert").asText())
                    .isEmpty();
        }
    }

    @Test
    void everyPanelAsksForWhatIsTold() throws IOException {
        var dashboard =
                new ObjectMapper()
                        .readTree(Manifests.FOLDER.resolve("dashboards/nightjar.json").toFile());
        var queries = dashboard.findValuesAsText("expr");
        assertThat(queries).hasSizeGreaterThan(20);
        for (var query : queries) {
            assertThat(scrape.unmet(inNoNamespace(query))).as(query).isEmpty();
        }
    }

    @Test
    void alarmsAndPageNameTheSame() throws IOException {
        var alarms = new ArrayList<String>();
        rules().forEach(it -> alarms.add(it.path("alert").asText()));
        var named = Pattern.compile("Nightjar[A-Z]\\w+").matcher(page());
        assertThat(named.results().map(it -> it.group()).toList())
                .containsExactlyInAnyOrderElementsOf(alarms);
    }

    @Test
    void aMetricThatNobodyTellsIsNoticed() {
        assertThat(scrape.unmet("sum(flink_jobmanager_job_upime{job_name=~\"nightjar.*\"})"))
                .containsExactly("flink_jobmanager_job_upime{job_name=~\"nightjar.*\"}");
        assertThat(scrape.unmet(STAGE + "done{stage=\"presents\"}")).hasSize(1);
    }

    /** Prometheus itself says in which namespace it found a pod. */
    private static String inNoNamespace(String query) {
        return query.replaceAll("namespace=\"[^\"]*\",? ?", "");
    }

    private static List<JsonNode> rules() {
        var rules = new ArrayList<JsonNode>();
        Manifests.written("base/prometheusrule.yaml", "PrometheusRule")
                .body()
                .at("/spec/groups/0/rules")
                .forEach(rules::add);
        assertThat(rules).isNotEmpty();
        return rules;
    }

    /** The first cell of each row, as Prometheus has it. */
    private static Set<String> documented() throws IOException {
        var names = new TreeSet<String>();
        Pattern.compile("(?m)^\\| `(\\w+)`")
                .matcher(page())
                .results()
                .map(it -> it.group(1))
                .forEach(it -> names.add(it.startsWith("flink_") ? it : STAGE + it));
        return names;
    }

    private static String page() throws IOException {
        return Files.readString(Manifests.ROOT.resolve("docs/observability.md"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
