// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import nightjar.model.sky.Mq3c;
import nightjar.model.sky.SkyCircle;
import nightjar.model.sky.SkyPolygon;
import nightjar.model.sky.SkyPosition;
import nightjar.model.sky.SkyRegion;
import nightjar.model.sky.UnitVector;

/** Pixels of the APDB's sky, as sphgeom numbers them. */
final class Mq3cVectors {

    private static final String LEVEL = "mq3c";

    private Mq3cVectors() {}

    static Checker checker() {
        return new JsonChecker()
                .list("points", Mq3cVectors::point)
                .list(
                        "circles",
                        Fields.of("ra", "dec", "radiusDeg", "level", "pixels"),
                        Mq3cVectors::circle)
                .list("polygons", Fields.of("vertices", "level", "pixels"), Mq3cVectors::polygon);
    }

    /** By its vector and by its coordinates, at every level that is given. */
    private static Verdict point(JsonNode root, JsonNode each) {
        var position = new SkyPosition(each.path("ra").asDouble(), each.path("dec").asDouble());
        var verdict =
                Verdict.when(
                        each.has("ra") && each.has("dec") && each.has("v") && each.size() > 3,
                        () -> "it lacks ra, dec, v or a pixel");
        for (var field : each.properties()) {
            if (field.getKey().startsWith(LEVEL)) {
                int level = Integer.parseInt(field.getKey().substring(LEVEL.length()));
                long expected = field.getValue().asLong();
                var pixels = new Mq3c(level);
                verdict =
                        verdict.and(() -> pixel(field.getKey(), expected, pixels.index(position)))
                                .and(
                                        () ->
                                                pixel(
                                                        field.getKey(),
                                                        expected,
                                                        pixels.index(vector(each.path("v")))));
            }
        }
        return verdict;
    }

    private static Verdict pixel(String what, long expected, long found) {
        return Verdict.same(what, expected, found);
    }

    private static Verdict circle(JsonNode root, JsonNode each) {
        var centre = new SkyPosition(each.path("ra").asDouble(), each.path("dec").asDouble());
        return envelope(each, SkyCircle.of(centre, each.path("radiusDeg").asDouble()));
    }

    private static Verdict polygon(JsonNode root, JsonNode each) {
        var vertices =
                Numbers.list(each.path("vertices")).stream().map(Mq3cVectors::vector).toList();
        var corners = vertices.stream().map(UnitVector::toPosition).toList();
        return envelope(each, new SkyPolygon(vertices))
                .and(() -> envelope(each, SkyPolygon.ofCorners(corners)));
    }

    private static Verdict envelope(JsonNode each, SkyRegion region) {
        var found = new Mq3c(each.path("level").asInt()).envelope(region);
        List<Long> pixels = Arrays.stream(found).boxed().toList();
        return Verdict.same("pixels", Numbers.longs(each.path("pixels")), pixels);
    }

    private static UnitVector vector(JsonNode xyz) {
        return new UnitVector(
                xyz.path(0).asDouble(), xyz.path(1).asDouble(), xyz.path(2).asDouble());
    }
}
