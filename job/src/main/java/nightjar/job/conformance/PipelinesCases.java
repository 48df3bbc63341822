// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nightjar.connectors.camera.LsstCam;
import nightjar.connectors.camera.RaftGeometry;
import nightjar.connectors.pipelines.PipelinesFile;
import nightjar.connectors.pipelines.Surroundings;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.DetectorRegions;
import nightjar.model.rule.FailureClass;
import nightjar.model.rule.FailureRule;
import nightjar.model.rule.FailureRule.DefinedVisit;
import nightjar.model.rule.FailureRule.End;
import nightjar.model.rule.FallbackRule;
import nightjar.model.rule.PipelinesRule;

/** Which pipelines a visit is for, which of them runs, and what it means when that fails. */
final class PipelinesCases {

    private static final Surroundings SURROUNDINGS =
            new Surroundings(Map.of("AP_PIPE_DIR", "/opt/ap_pipe"), Path.of("/night"));

    private static final DetectorRegions REGIONS =
            new RaftGeometry(List.of(LsstCam.geometry()), 50.1);

    private static final Fields CHECK = Fields.of("override", "result");
    private static final Fields FAILURE =
            Fields.of("failure", "error")
                    .orAlso("apdb_has_visit_detector", "exposure_defines_no_visit");

    private PipelinesCases() {}

    static Checker configuration() {
        return new JsonChecker("base_visit", "enum").section("cases", PipelinesCases::configured);
    }

    /** One case for reading a configuration, and one for each visit it is tried on. */
    private static List<Case> configured(JsonNode root, JsonNode section) {
        var cases = new ArrayList<Case>();
        var base = Announced.ordinary().with(root.path("base_visit"));
        int number = 0;
        for (var each : section) {
            var name = "cases[" + number++ + "]";
            var read = new PipelinesFile(SURROUNDINGS).read(each.path("config").toString());
            boolean valid = each.path("valid").asBoolean();
            var fields = Fields.of("config", "valid").orAlso("checks");
            cases.add(
                    new Case(name, () -> fields.judge((it, all) -> read(valid, read), root, each)));
            int visit = 0;
            for (var check : each.path("checks")) {
                var at = name + ".checks[" + visit++ + "]";
                cases.add(
                        new Case(
                                at,
                                () ->
                                        CHECK.judge(
                                                (it, one) -> chosen(read, base, one),
                                                root,
                                                check)));
            }
        }
        return cases;
    }

    private static Verdict read(boolean valid, Outcome<PipelinesRule> read) {
        var why = read.asLoss().map(Loss::why).orElse("it was read");
        return Verdict.when(valid == read.isDone(), () -> "valid should be " + valid + ": " + why)
                .and(
                        () ->
                                Verdict.when(
                                        valid || why.contains("line ") || why.contains("empty"),
                                        () -> "the mistake's place is not told: " + why));
    }

    private static Verdict chosen(Outcome<PipelinesRule> read, Announced base, JsonNode check) {
        var expected = base.with(check.path("override")).expected();
        var found = read.then(rule -> rule.pipelines(expected, REGIONS));
        var result = check.path("result");
        if (!result.isArray()) {
            var why = found.asLoss().map(Loss::why).orElse("");
            return Verdict.when(
                            read.isDone() && !found.isDone(),
                            () -> "should be an error and is " + found.asValue())
                    .and(() -> error(result.asText(), why));
        }
        var files =
                Numbers.list(result).stream()
                        .map(file -> SURROUNDINGS.absolute(file.asText()))
                        .toList();
        return found.fold(
                list -> Verdict.same("pipelines", files, list), loss -> Verdict.failed(loss.why()));
    }

    /** That no node fits is another error than a place that is of no use. */
    private static Verdict error(String expected, String why) {
        boolean unmatched = why.startsWith("no node ");
        return switch (expected) {
            case "NO_MATCH_ERROR" -> Verdict.when(unmatched, () -> "nodes fit, but: " + why);
            case "ERROR" -> Verdict.when(!unmatched, () -> why);
            default -> Verdict.failed("nobody here knows the result " + expected);
        };
    }

    static Checker fallback() {
        return new JsonChecker()
                .list(
                        "cases",
                        Fields.of("graphs", "runs").orAlso("error"),
                        PipelinesCases::fallenBack)
                .section("execution_failure", PipelinesCases::failures);
    }

    /** Pipelines are made ready in order, none after the first that can be. */
    private static Verdict fallenBack(JsonNode root, JsonNode each) throws Exception {
        var names = new ArrayList<String>();
        each.path("graphs").forEach(size -> names.add("pipeline-" + names.size()));
        var tried = new ArrayList<Integer>();
        var first =
                FallbackRule.first(
                        names,
                        name -> {
                            int at = names.indexOf(name);
                            tried.add(at);
                            int size = each.path("graphs").path(at).asInt();
                            return size > 0
                                    ? Outcome.done(size)
                                    : Outcome.lost(Loss.ignored("an empty graph"));
                        });
        if (each.path("runs").isNull()) {
            var why = first.asLoss().map(Loss::why).orElse("it ran");
            var error = each.path("error").asText("no error is told");
            return Verdict.when(why.startsWith(error), () -> why);
        }
        int runs = each.path("runs").asInt();
        return Verdict.same("runs", "pipeline-" + runs, name(first))
                .and(() -> Verdict.same("tried", runs + 1, tried.size()));
    }

    private static String name(Outcome<FallbackRule.Chosen<Integer>> first) {
        return first.fold(FallbackRule.Chosen::pipeline, Loss::why);
    }

    /** "signal or timeout" stands for two cases. */
    private static List<Case> failures(JsonNode root, JsonNode section) {
        var cases = new ArrayList<Case>();
        int number = 0;
        for (var each : section) {
            var name = "execution_failure[" + number++ + "]";
            for (var end : ends(each.path("failure").asText())) {
                cases.add(
                        new Case(
                                name + " " + end,
                                () ->
                                        FAILURE.judge(
                                                (it, one) -> failed((ObjectNode) one, end),
                                                root,
                                                each)));
            }
        }
        return cases;
    }

    private static List<End> ends(String failure) {
        var ends = new ArrayList<End>();
        if (failure.contains("shutdown")) {
            ends.add(End.SHUTDOWN);
        }
        if (failure.contains("timeout")) {
            ends.add(End.TIMEOUT);
        }
        return ends.isEmpty() ? List.of(End.ERROR) : ends;
    }

    private static Verdict failed(ObjectNode each, End end) throws Exception {
        boolean visit = !each.path("exposure_defines_no_visit").asBoolean();
        var visits =
                visit ? List.of(new DefinedVisit(1, 61_364.1, 61_364.2)) : List.<DefinedVisit>of();
        boolean changed = FailureRule.mayHaveChanged(visits, (id, time) -> answer(each));
        var found = FailureRule.ofPipeline(end, changed);
        boolean retriable = found == FailureClass.RETRIABLE;
        return Verdict.same("class", each.path("error").asText(), found.upstream())
                .and(() -> Verdict.same("to be retried", retriable, found.mayBeRetried()))
                .and(() -> Verdict.same("exports", !retriable, found.exportsPartialOutputs()));
    }

    private static Outcome<Boolean> answer(ObjectNode each) {
        var has = each.path("apdb_has_visit_detector");
        return has.isBoolean()
                ? Outcome.done(has.asBoolean())
                : Outcome.lost(new Loss(Ending.FAILED, Cause.TRANSIENT, has.asText()));
    }
}
