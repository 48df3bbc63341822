// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import nightjar.model.catalog.Association;
import nightjar.model.catalog.DiaObject;
import nightjar.model.catalog.DiaSource;
import nightjar.model.catalog.Matches;

/** Which source belongs to which object. */
final class AssociationVectors {

    private static final List<String> PLACE = List.of("ra", "dec", "raErr", "decErr");

    private AssociationVectors() {}

    static Checker checker() {
        return new JsonChecker(
                        "maxDistArcSeconds", "sigmaFloorArcSeconds", "fallbackSigmaArcSeconds")
                .list(
                        "cases",
                        Fields.of("mode", "objects", "sources", "pairs", "matches", "unassociated")
                                .orAlso(
                                        "nUpdated",
                                        "nUnassociatedObjects",
                                        "unmatchedCost",
                                        "totalCost"),
                        AssociationVectors::associated);
    }

    private static Verdict associated(JsonNode root, JsonNode each) {
        var association =
                new Association(
                        root.path("maxDistArcSeconds").asDouble(),
                        root.path("fallbackSigmaArcSeconds").asDouble(),
                        root.path("sigmaFloorArcSeconds").asDouble());
        var objects =
                Numbers.list(each.path("objects")).stream()
                        .map(it -> new DiaObject(Numbers.row(it, "diaObjectId", PLACE)))
                        .toList();
        var sources =
                Numbers.list(each.path("sources")).stream()
                        .map(it -> new DiaSource(Numbers.row(it, "diaSourceId", PLACE)))
                        .toList();
        var matches = association.match(objects, sources);
        var costs = costsOf(association, objects, sources, each);
        return costs(each, costs)
                .and(() -> total(each, matches, costs, association))
                .and(() -> matched(each, matches))
                .and(() -> counted(each, objects.size(), matches));
    }

    /** What the whole assignment costs: of all assignments there is none that costs less. */
    private static Verdict total(
            JsonNode each, Matches matches, Map<List<Long>, Double> costs, Association by) {
        double alone = by.aloneCost(costs.values(), isLikelihood(each));
        double sum = alone * matches.unmatched().size();
        for (var match : matches.objectOfSource().entrySet()) {
            sum += costs.getOrDefault(List.of(match.getKey(), match.getValue()), Double.NaN);
        }
        double expectedAlone = each.path("unmatchedCost").asDouble(alone);
        double expected = each.path("totalCost").asDouble(sum);
        double found = sum;
        return Verdict.near("unmatchedCost", expectedAlone, alone, tolerance(each, expectedAlone))
                .and(() -> Verdict.near("totalCost", expected, found, tolerance(each, expected)));
    }

    private static Map<List<Long>, Double> costsOf(
            Association association,
            List<DiaObject> objects,
            List<DiaSource> sources,
            JsonNode each) {
        var costs = new HashMap<List<Long>, Double>();
        for (var pair : association.pairs(objects, sources, isLikelihood(each))) {
            var source = sources.get(pair.row()).id();
            costs.put(List.of(source, objects.get(pair.column()).id()), pair.cost());
        }
        return costs;
    }

    private static boolean isLikelihood(JsonNode each) {
        return each.path("mode").asText().equals("nll");
    }

    private static Verdict costs(JsonNode each, Map<List<Long>, Double> found) {
        var verdict = Verdict.same("number of pairs", each.path("pairs").size(), found.size());
        for (var pair : each.path("pairs")) {
            var ids = List.of(pair.path(0).asLong(), pair.path(1).asLong());
            double expected = pair.path(2).asDouble();
            verdict =
                    verdict.and(
                            () ->
                                    Verdict.near(
                                            "cost of source and object " + ids,
                                            expected,
                                            found.getOrDefault(ids, Double.NaN),
                                            tolerance(each, expected)));
        }
        return verdict;
    }

    /** The likelihoods of the vectors were computed in single precision, the chords in double. */
    private static double tolerance(JsonNode each, double expected) {
        return isLikelihood(each)
                ? 5e-6 * Math.max(1, Math.abs(expected))
                : 1e-9 * expected + 1e-15;
    }

    private static Verdict matched(JsonNode each, Matches matches) {
        var expected = new HashMap<Long, Long>();
        each.path("matches").forEach(it -> expected.put(it.path(0).asLong(), it.path(1).asLong()));
        var alone = new TreeSet<>(Numbers.longs(each.path("unassociated")));
        var found = new TreeSet<>(matches.unmatched().stream().map(DiaSource::id).toList());
        return Verdict.same("matches", expected, matches.objectOfSource())
                .and(() -> Verdict.same("unassociated", alone, found));
    }

    private static Verdict counted(JsonNode each, int objects, Matches matches) {
        int updated = matches.objectOfSource().size();
        return Verdict.same("nUpdated", each.path("nUpdated").asInt(updated), updated)
                .and(
                        () ->
                                Verdict.same(
                                        "nUnassociatedObjects",
                                        each.path("nUnassociatedObjects").asInt(objects - updated),
                                        objects - updated));
    }
}
