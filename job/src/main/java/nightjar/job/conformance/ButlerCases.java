// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.regex.Pattern;
import nightjar.connectors.butler.RunNames;

/** Names of the Butler's collections. */
final class ButlerCases {

    private static final Pattern RUN =
            Pattern.compile("([^/]+)/prompt/output-(\\d{4}-\\d\\d-\\d\\d)/([^/]+)/([^/]+)");

    private ButlerCases() {}

    static Checker runNames() {
        return new JsonChecker()
                .list(
                        "cases",
                        Fields.of(
                                "instrument",
                                "date",
                                "deployment",
                                "pipeline",
                                "chain",
                                "preload_run",
                                "output_run"),
                        ButlerCases::named)
                .list("production_example", ButlerCases::asInProduction);
    }

    private static Verdict named(JsonNode root, JsonNode each) {
        var instrument = each.path("instrument").asText();
        var day = LocalDate.parse(each.path("date").asText());
        var deployment = each.path("deployment").asText();
        var pipeline = each.path("pipeline").asText();
        return Verdict.same("chain", each.path("chain").asText(), RunNames.chain(instrument, day))
                .and(
                        () ->
                                Verdict.same(
                                        "output_run",
                                        each.path("output_run").asText(),
                                        RunNames.run(instrument, day, pipeline, deployment)))
                .and(
                        () ->
                                Verdict.same(
                                        "preload_run",
                                        each.path("preload_run").asText(),
                                        RunNames.run(instrument, day, "", deployment)));
    }

    /** A real name, made again from its parts. */
    private static Verdict asInProduction(JsonNode root, JsonNode each) {
        var parts = RUN.matcher(each.asText());
        if (!parts.matches()) {
            return Verdict.failed(each.asText() + " is not as runs are named here");
        }
        var pipeline = parts.group(3).equals("NoPipeline") ? "" : parts.group(3) + ".yaml";
        var day = LocalDate.parse(parts.group(2));
        return Verdict.same(
                "run", each.asText(), RunNames.run(parts.group(1), day, pipeline, parts.group(4)));
    }
}
