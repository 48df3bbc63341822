// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nightjar.model.Outcome;
import nightjar.model.port.ImageWorkers.Summary;

/** Reads summary.json, of which only the corners are required. */
final class SummaryJson {

    private static final int CORNERS = 4;
    private static final int MOST_FLAGS = 32;
    private static final int LONGEST_FLAG = 64;

    private SummaryJson() {}

    static Outcome<Summary> read(JsonNode json) {
        var corners = new ArrayList<Double>();
        for (var corner : json.path("corners")) {
            for (var coordinate : corner) {
                corners.add(coordinate.asDouble(Double.NaN));
            }
        }
        if (corners.size() != 2 * CORNERS || !corners.stream().allMatch(Double::isFinite)) {
            return Outcome.lost(
                    WorkerFailure.broken(
                            "the image worker's summary has no four corners [ra, dec]"));
        }
        var flags = new ArrayList<String>();
        for (var flag : json.path("flags")) {
            // Flags travel with the visit-detector, which has to stay small.
            if (flags.size() < MOST_FLAGS && flag.asText().length() <= LONGEST_FLAG) {
                flags.add(flag.asText());
            }
        }
        return Outcome.done(
                new Summary(
                        json.path("midpointMjdTai").asDouble(Double.NaN),
                        json.path("exposureSeconds").asDouble(Double.NaN),
                        json.path("band").asText(""),
                        corners,
                        json.path("nDiaSources").asInt(0),
                        List.copyOf(flags),
                        figures(json)));
    }

    private static Map<String, Double> figures(JsonNode json) {
        var figures = new TreeMap<String, Double>();
        collect("", json, figures);
        return figures;
    }

    private static void collect(String path, JsonNode node, Map<String, Double> figures) {
        if (node.isNumber()) {
            figures.put(path, node.asDouble());
        } else if (node.isObject()) {
            node.properties()
                    .forEach(
                            field ->
                                    collect(
                                            path.isEmpty()
                                                    ? field.getKey()
                                                    : path + "." + field.getKey(),
                                            field.getValue(),
                                            figures));
        }
    }
}
