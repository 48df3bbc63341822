// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import nightjar.job.config.ConfigurationException;
import nightjar.job.config.Embargo;
import org.apache.flink.configuration.TaskManagerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Places keep out of each other's way, speak as little plain text as they can, and are whole. */
class OverlaysTest {

    /** What the example writes is its own; what it is told beside that is how colours change. */
    private static final Set<String> OF_COLOURS =
            Set.of(
                    "lineage",
                    "store.products",
                    "store.plans",
                    "butler.root",
                    "apdb.keyspace",
                    "apdb.claims",
                    "topics.alerts",
                    "topics.butler",
                    "topics.ledger",
                    "topics.quarantine",
                    "alerts.handOver");

    private static final Pattern SECRET = Pattern.compile("/secrets/([\\w.-]+)");

    @Test
    void noTwoPlacesWriteToOne() throws Exception {
        var owners = new TreeMap<String, String>();
        for (var name : Deployed.ALL) {
            for (var uri : Deployed.to(name).writes()) {
                assertThat(uri).as("what %s writes", name).isNotEmpty();
                var place = uri.replaceAll("/*$", "/");
                owners.forEach(
                        (theirs, owner) -> {
                            if (!owner.equals(name)) {
                                assertThat(place.startsWith(theirs) || theirs.startsWith(place))
                                        .as("%s of %s and %s of %s", place, name, theirs, owner)
                                        .isFalse();
                            }
                        });
                owners.put(place, name);
            }
        }
        assertThat(owners).hasSizeGreaterThanOrEqualTo(4 * 13);
    }

    @ParameterizedTest
    @FieldSource("nightjar.job.Deployed#ALL")
    void flinksStateLiesWhereNobodyElseReads(String name) throws Exception {
        var place = Deployed.to(name);
        var state = NightjarJob.state(place.flink());
        assertThat(state).hasSize(3).doesNotContainValue("");
        Embargo.require(place.config(), state);
        assertThat(state.values()).allMatch(it -> it.contains("embargo"));
        assertThat(place.flink().toMap())
                .containsEntry("s3.endpoint", place.config().store().s3().endpoint());
    }

    @Test
    void productionSpeaksPlainTextToNobody() throws Exception {
        var config = Deployed.to("prod").config();
        assertThat(config.security().plaintext()).isEmpty();
        assertThat(config.apdb().tls()).isTrue();
        assertThat(config.security().authorities()).startsWith("/secrets/");
        var ports = manifest("prod", "NetworkPolicy", "nightjar").at("/spec/egress");
        assertThat(ports.findValuesAsText("port")).contains("443", "9042").doesNotContain("8080");
    }

    /** A password goes over no wire that is not encrypted, and a name is there for a reason. */
    @ParameterizedTest
    @FieldSource("nightjar.job.Deployed#ALL")
    void plainTextIsForThoseWhoHaveNothingElse(String name) throws Exception {
        var place = Deployed.to(name);
        var config = place.config();
        var plain = config.security().plaintext();
        assertThat(plain).doesNotContain("store");
        for (var one : plain) {
            var others = plain.stream().filter(it -> !it.equals(one)).toList();
            assertThatThrownBy(() -> place.config(Map.of("security.plaintext", others.toString())))
                    .as("%s without %s", name, one)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("or name " + one);
            assertThat(place.laid()).doesNotContainKey(one + ".login");
        }
    }

    @ParameterizedTest
    @FieldSource("nightjar.job.Deployed#ALL")
    void secretsThatAreNamedAreOnThePage(String name) throws Exception {
        var page = Files.readString(Manifests.FOLDER.resolve("README.md"));
        var named = SECRET.matcher(Deployed.to(name).spec().toString());
        named.results().forEach(it -> assertThat(page).contains("`" + it.group(1) + "`"));
    }

    @Test
    void coloursAreAsIntButForWhatIsTheirOwn() throws Exception {
        var colours = Deployed.to("bluegreen");
        var like = Deployed.to("int");
        assertThat(without(colours.laid(), OF_COLOURS)).isEqualTo(without(like.laid(), OF_COLOURS));
        assertThat(colours.config().alerts().handOver()).isTrue();
        var own = NightjarJob.state(colours.flink()).keySet();
        assertThat(without(colours.flink().toMap(), own))
                .isEqualTo(without(like.flink().toMap(), own));
        assertThat(rest(colours.spec())).isEqualTo(rest(like.spec()));
    }

    private static Map<String, String> without(Map<String, String> all, Set<String> keys) {
        var rest = new TreeMap<>(all);
        rest.keySet().removeAll(keys);
        return rest;
    }

    private static JsonNode rest(JsonNode spec) {
        var rest = spec.deepCopy();
        ((ObjectNode) rest).remove("flinkConfiguration");
        ((ObjectNode) rest.path("job")).remove("args");
        return rest;
    }

    /** Another place's job must not stand for one that is away. */
    @ParameterizedTest
    @FieldSource("nightjar.job.Manifests#OVERLAYS")
    void alarmsAskForTheirOwnNamespace(String overlay) throws Exception {
        var place = Deployed.to(overlay);
        var alarms = manifest(overlay, "PrometheusRule", "nightjar");
        var asked = 0;
        for (var expr : alarms.findValuesAsText("expr")) {
            var selectors = Pattern.compile("flink_\\w+(\\{[^,}]*)?").matcher(expr);
            for (var selector : selectors.results().toList()) {
                assertThat(selector.group(1))
                        .as(expr)
                        .isEqualTo("{namespace=\"" + place.namespace() + "\"");
                asked++;
            }
        }
        assertThat(asked).isGreaterThan(18);
    }

    @Test
    void panelsAskForTheNamespaceThatIsChosen() throws Exception {
        var dashboard =
                new ObjectMapper()
                        .readTree(Manifests.FOLDER.resolve("dashboards/nightjar.json").toFile());
        assertThat(dashboard.at("/templating/list").findValuesAsText("name")).contains("namespace");
        for (var expr : dashboard.findValuesAsText("expr")) {
            var selectors = Pattern.compile("flink_\\w+(\\{[^,}]*)?").matcher(expr);
            assertThat(selectors.results().map(it -> it.group(1)).toList())
                    .as(expr)
                    .isNotEmpty()
                    .allMatch("{namespace=\"$namespace\""::equals);
        }
    }

    /** What a drain must leave is what the job takes: the one more is the spare. */
    @ParameterizedTest
    @FieldSource("nightjar.job.Manifests#OVERLAYS")
    void aDrainTakesTheSpareAndNoMore(String overlay) throws Exception {
        var place = Deployed.to(overlay);
        var budget = manifest(overlay, "PodDisruptionBudget", "nightjar-taskmanager");
        assertThat(budget.at("/spec/minAvailable").asInt())
                .isEqualTo(
                        Deployed.taskManagers(
                                place.spec().at("/job/parallelism").asInt(), slots(place)));
        assertThat(place.flink().toMap())
                .containsEntry("slotmanager.redundant-taskmanager-num", "1");
    }

    @ParameterizedTest
    @CsvSource({"nightjar-dusk", "nightjar-dawn"})
    void twilightSetsTheBudgetWithTheSlots(String name) throws Exception {
        var place = Deployed.to("prod");
        var pod = manifest("prod", "CronJob", name).at("/spec/jobTemplate/spec/template/spec");
        var budget = patch(pod.at("/initContainers/0"), "poddisruptionbudget");
        var slots = patch(pod.at("/containers/0"), "flinkdeployment");
        var parallelism = slots.at("/spec/job/parallelism").asInt();
        assertThat(budget.at("/spec/minAvailable").asInt())
                .isPositive()
                .isEqualTo(Deployed.taskManagers(parallelism, slots(place)));
        var rules = manifest("prod", "Role", "nightjar-twilight").at("/rules").toString();
        assertThat(rules).contains("\"poddisruptionbudgets\"").contains("\"nightjar-taskmanager\"");
        if (name.equals("nightjar-dusk")) {
            assertThat(parallelism).isEqualTo(place.spec().at("/job/parallelism").asInt());
        }
    }

    /** What timed out in its window was announced in its own, however late in the night. */
    @Test
    void visitsThatTimedOutAreHeldAgainstThoseThatWereAnnounced() throws Exception {
        var rules = Manifests.written("base/prometheusrule.yaml", "PrometheusRule").spec();
        var expr =
                StreamSupport.stream(rules.at("/groups/0/rules").spliterator(), false)
                        .filter(it -> it.path("alert").asText().equals("NightjarTimedOut"))
                        .findFirst()
                        .orElseThrow()
                        .path("expr")
                        .asText();
        var config = Deployed.to("prod").config();
        var longest =
                config.limits().preload().deadline().plus(config.snaps().imageTimeout()).toMinutes()
                        + 1;
        assertThat(window(expr, "stage_expected"))
                .isGreaterThanOrEqualTo(window(expr, "stage_TIMED_OUT") + longest);
        assertThat(expr).matches(".* and .*stage_TIMED_OUT.* > \\d+");
    }

    private static long window(String expr, String metric) {
        var found = Pattern.compile(metric + "\\{[^}]*}\\[(\\d+)m]").matcher(expr);
        assertThat(found.find()).as(expr).isTrue();
        return Long.parseLong(found.group(1));
    }

    private static int slots(Deployed place) {
        return place.flink().get(TaskManagerOptions.NUM_TASK_SLOTS);
    }

    private static JsonNode patch(JsonNode container, String kind) throws Exception {
        var args = container.path("args");
        assertThat(args.path(0).asText()).isEqualTo("patch");
        assertThat(args.path(1).asText()).isEqualTo(kind);
        return new ObjectMapper().readTree(args.path(args.size() - 1).asText());
    }

    private static JsonNode manifest(String overlay, String kind, String name) throws Exception {
        return Deployed.all(overlay).stream()
                .filter(it -> it.kind().equals(kind) && it.name().equals(name))
                .findFirst()
                .orElseThrow()
                .body();
    }
}
