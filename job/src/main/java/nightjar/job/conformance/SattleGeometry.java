// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import nightjar.sandbox.box.sattle.AllowList;
import nightjar.sandbox.box.sattle.AllowList.Source;
import nightjar.sandbox.box.sattle.Region;
import nightjar.sandbox.box.sattle.SkyPoint;
import nightjar.sandbox.box.sattle.TangentPlane.Point;
import nightjar.sandbox.box.sattle.Track;

/**
 * Sattle's own geometry, judged on the stand-in that the demo and the tests run against: what the
 * stand-in lets pass is what Sattle would.
 */
final class SattleGeometry {

    /** As many decimals as the cases give. */
    private static final double LINE_TOLERANCE = 1e-4;

    private static final Pattern ONE_TRACK = Pattern.compile("track_equals_box_(\\d+)");

    private SattleGeometry() {}

    static List<Case> cases(JsonNode root, JsonNode section) {
        var boxes = section.path("boxes");
        var cases = new ArrayList<Case>();
        for (var field : section.properties()) {
            cases.addAll(cases(field.getKey(), field.getValue(), boxes));
        }
        return cases;
    }

    private static List<Case> cases(String name, JsonNode given, JsonNode boxes) {
        var at = "geometry." + name;
        var one = ONE_TRACK.matcher(name);
        if (name.equals("extend_line")) {
            return IntStream.range(0, given.size())
                    .mapToObj(i -> new Case(at + "[" + i + "]", () -> line(given.get(i))))
                    .toList();
        }
        if (name.equals("boxes")) {
            return List.of(new Case(at, () -> withoutTracks(boxes)));
        }
        if (one.matches()) {
            int track = Integer.parseInt(one.group(1));
            return List.of(new Case(at, () -> allowed(given, boxes, List.of(boxes.get(track)))));
        }
        if (name.equals("tracks_equal_both")) {
            return List.of(new Case(at, () -> allowed(given, boxes, Numbers.list(boxes))));
        }
        return List.of(Case.skipped(at, "nobody here knows what this is"));
    }

    private static Verdict line(JsonNode given) {
        var line =
                Track.extendLine(
                        point(given.path("p1")),
                        point(given.path("p2")),
                        given.path("length").asDouble());
        return near("q1", point(given.path("q1")), line.get(0))
                .and(() -> near("q2", point(given.path("q2")), line.get(1)));
    }

    private static Verdict near(String name, Point expected, Point found) {
        return Verdict.near(name + ".x", expected.x(), found.x(), LINE_TOLERANCE)
                .and(() -> Verdict.near(name + ".y", expected.y(), found.y(), LINE_TOLERANCE));
    }

    /** Where no satellite passes, every source is allowed. */
    private static Verdict withoutTracks(JsonNode boxes) {
        var sources =
                IntStream.range(0, boxes.size())
                        .mapToObj(i -> new Source(i, region(boxes.get(i))))
                        .toList();
        var all = sources.stream().map(Source::id).toList();
        return Verdict.same("allowed", all, AllowList.allowed(sources, List.of()));
    }

    private static Verdict allowed(JsonNode given, JsonNode boxes, List<JsonNode> tracks) {
        var ids = Numbers.longs(given.path("ids"));
        var sources =
                IntStream.range(0, ids.size())
                        .mapToObj(i -> new Source(ids.get(i), region(boxes.get(i))))
                        .toList();
        var regions = tracks.stream().map(SattleGeometry::region).toList();
        return Verdict.same(
                "allowed",
                Numbers.longs(given.path("allowed")),
                AllowList.allowed(sources, regions));
    }

    private static Region region(JsonNode corners) {
        return new Region(
                Numbers.list(corners).stream()
                        .map(it -> new SkyPoint(it.path(0).asDouble(), it.path(1).asDouble()))
                        .toList());
    }

    private static Point point(JsonNode given) {
        return new Point(given.path(0).asDouble(), given.path(1).asDouble());
    }
}
