// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import nightjar.model.catalog.Columns;
import nightjar.model.catalog.DiaSource;
import nightjar.model.catalog.Summaries;

/** What the sources of an object say about it. */
final class SummaryVectors {

    private static final List<String> MEASURED =
            List.of(
                    "ra",
                    "dec",
                    "midpointMjdTai",
                    "psfFlux",
                    "psfFluxErr",
                    "scienceFlux",
                    "scienceFluxErr");

    private SummaryVectors() {}

    static Checker checker() {
        return new JsonChecker("plugins")
                .list("cases", Fields.of("sources", "object"), SummaryVectors::summary);
    }

    private static Verdict summary(JsonNode root, JsonNode each) {
        var sources =
                Numbers.list(each.path("sources")).stream().map(SummaryVectors::source).toList();
        var found = Summaries.of(sources);
        var verdict = Verdict.PASSED;
        for (var field : each.path("object").properties()) {
            if (!field.getKey().equals("diaObjectId")) {
                verdict = verdict.and(() -> column(field.getKey(), field.getValue(), found));
            }
        }
        return verdict;
    }

    private static Verdict column(String name, JsonNode expected, Columns found) {
        if (expected.isNull()) {
            return Verdict.when(!found.has(name), () -> name + " should be absent");
        }
        double value = expected.asDouble();
        // Means over single precision errors carry its rounding.
        double relative = name.endsWith("ErrMean") ? 1e-6 : 1e-10;
        return Verdict.near(name, value, found.number(name), relative * Math.abs(value) + 1e-12);
    }

    private static DiaSource source(JsonNode node) {
        var row = Numbers.row(node, "diaSourceId", MEASURED);
        return new DiaSource(row.with("band", node.path("band").asText()));
    }
}
