// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nightjar.model.Raw;
import nightjar.model.RotationSystem;
import nightjar.model.VisitDetector;
import nightjar.model.rule.RotationRule;
import nightjar.model.rule.StalenessRule;
import nightjar.model.time.Tai;

/** When an announcement is too old, and which exposures point as announced. */
final class VisitCases {

    private static final long NOW = Instant.parse("2026-11-20T04:05:06Z").toEpochMilli();

    private VisitCases() {}

    static Checker staleness() {
        return new JsonChecker("age_s")
                .list("cases", Fields.of("expire", "process").orAlso("age_s"), VisitCases::stale);
    }

    private static Verdict stale(JsonNode root, JsonNode each) {
        double age = each.path("age_s").asDouble(root.path("age_s").asDouble());
        long expiry = Math.round(each.path("expire").asDouble() * 1000);
        double sent = Tai.unixTaiOfUtcMillis(NOW) - age;
        var visit = Announced.ordinary().with("private_sndStamp", sent).visit();
        var why = new StalenessRule(Duration.ofMillis(expiry)).stale(visit, NOW);
        return Verdict.same("process", each.path("process").asBoolean(), why.isEmpty());
    }

    static Checker rotation() {
        var fields = Fields.of("exposures", "kept").orAlso("rotationSystem", "visit_angle");
        return new JsonChecker("tolerance_deg", "visit_angle")
                .list("cases", fields, VisitCases::rotated)
                .list("derived_from_code", fields, VisitCases::rotated);
    }

    private static Verdict rotated(JsonNode root, JsonNode each) {
        var rule = new RotationRule(root.path("tolerance_deg").asDouble(1));
        var system = RotationSystem.valueOf(each.path("rotationSystem").asText("SKY"));
        double usual = root.path("visit_angle").asDouble();
        var visit =
                Announced.ordinary()
                        .with("rotationSystem", code(system))
                        .with("cameraAngle", each.path("visit_angle").asDouble(usual))
                        .visit();
        var raws = new ArrayList<Raw>();
        for (var exposure : each.path("exposures").properties()) {
            var angle = exposure.getValue();
            raws.add(raw(exposure.getKey(), angle.isNumber() ? angle.asDouble() : Double.NaN));
        }
        var kept = new ArrayList<Long>();
        each.path("kept").forEach(exposure -> kept.add(exposure.asLong()));
        var found = rule.keep(visit, raws).stream().map(Raw::exposure).toList();
        return Verdict.same("kept", List.copyOf(kept), found);
    }

    private static int code(RotationSystem system) {
        return IntStream.rangeClosed(1, 4)
                .filter(code -> RotationSystem.ofSal(code) == system)
                .findFirst()
                .orElse(0);
    }

    private static Raw raw(String exposure, double rotationDeg) {
        var key = new VisitDetector("LSSTCam", "2026-11-20T01:02:03.004", 42);
        var uri = "s3://raw/" + exposure + ".fits";
        long id = Long.parseLong(exposure);
        return new Raw(
                key, id, 0, uri, "", 61_364.1, 61_364.2, 134.5, -65.3, rotationDeg, "", 0, 0);
    }
}
