// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nightjar.connectors.nextvisit.FanOutLists;
import nightjar.connectors.pipelines.PipelinesFile;
import nightjar.connectors.pipelines.Surroundings;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.rule.FanOutRule;
import nightjar.model.rule.PipelinesRule;

/**
 * What the observatory has deployed (lsst-sqre/phalanx): settings that must be read as they are.
 */
final class DeployedFiles {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static final Surroundings SURROUNDINGS =
            new Surroundings(Map.of("PROMPT_PROCESSING_DIR", "/pp"), Path.of("/night"));

    private DeployedFiles() {}

    /** The site's detector lists over the chart's: which detectors are off, and the test visits. */
    static List<Case> fanOut(Path file) throws IOException {
        var chart = file.resolveSibling("next-visit-fan-out.values.yaml");
        if (!Files.exists(chart)) {
            return List.of(Case.skipped("detector lists", chart.getFileName() + " is absent"));
        }
        var lists = YAML.readTree(chart.toFile()).path("detectorConfig");
        var read = FanOutLists.read(List.of(Files.readString(chart), Files.readString(file)));
        var site = YAML.readTree(file.toFile());
        var cases = new ArrayList<Case>();
        for (var instrument : site.path("instruments").asText().split("\\s+", -1)) {
            var expected = active(site.path("detectorConfig").path(instrument), lists, instrument);
            cases.add(new Case(instrument, () -> fanned(read, instrument, 1, expected)));
        }
        for (var list : lists.properties()) {
            int test = list.getKey().indexOf("-TEST-");
            if (test > 0) {
                var instrument = list.getKey().substring(0, test);
                long salIndex = Long.parseLong(list.getKey().substring(test + 6));
                var expected = on(list.getValue());
                cases.add(
                        new Case(
                                list.getKey(), () -> fanned(read, instrument, salIndex, expected)));
            }
        }
        return cases;
    }

    /** Those of the chart that the site does not switch, and those that it switches on. */
    private static List<Integer> active(JsonNode site, JsonNode lists, String instrument) {
        var active = new ArrayList<>(on(lists.path(instrument)));
        site.properties().forEach(it -> active.remove(Integer.valueOf(it.getKey())));
        active.addAll(on(site));
        return active.stream().sorted().toList();
    }

    private static List<Integer> on(JsonNode detectors) {
        return detectors.properties().stream()
                .filter(it -> it.getValue().asBoolean())
                .map(it -> Integer.valueOf(it.getKey()))
                .sorted()
                .toList();
    }

    private static Verdict fanned(
            Outcome<FanOutRule> read, String instrument, long salIndex, List<Integer> expected) {
        var fields = new ObjectMapper().createObjectNode();
        fields.put("instrument", instrument).put("salIndex", salIndex);
        var visit = Announced.ordinary().with(fields).visit();
        var found = read.then(rule -> rule.detectors(visit));
        return found.fold(
                it -> Verdict.same("detectors", expected, it), loss -> Verdict.failed(loss.why()));
    }

    /** Each survey that is named runs what its node says; the last node is for all others. */
    static List<Case> pipelines(Path file) throws IOException {
        var texts = YAML.readTree(file.toFile()).path("prompt-keda").at("/instrument/pipelines");
        var cases = new ArrayList<Case>();
        for (var text : texts.properties()) {
            var rule = new PipelinesFile(SURROUNDINGS).read(text.getValue().asText());
            if (!rule.isDone()) {
                var why = rule.asLoss().map(Loss::why).orElse("");
                cases.add(Case.failed(text.getKey(), why));
                continue;
            }
            for (var node : rule.asValue().orElseThrow().nodes()) {
                var survey = node.surveys().isEmpty() ? "BLOCK-of-nobody" : node.surveys().get(0);
                var name = text.getKey() + " \"" + survey + "\"";
                cases.add(new Case(name, () -> run(rule, survey, node)));
            }
        }
        return cases;
    }

    private static Verdict run(
            Outcome<PipelinesRule> rule, String survey, PipelinesRule.Node node) {
        var fields = new ObjectMapper().createObjectNode().put("survey", survey);
        var expected = Announced.ordinary().with(fields).expected();
        var found = rule.then(it -> it.pipelines(expected, any -> java.util.Optional.empty()));
        boolean absolute = node.pipelines().stream().allMatch(it -> it.startsWith("/pp/"));
        return Verdict.same("pipelines", node.pipelines(), found.asValue().orElse(List.of("-")))
                .and(() -> Verdict.when(absolute, () -> "not expanded: " + node.pipelines()));
    }
}
