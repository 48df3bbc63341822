// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import nightjar.model.CoordinateSystem;
import nightjar.model.ExpectedVisit;
import nightjar.model.NextVisit;
import nightjar.model.RotationSystem;
import nightjar.model.VisitDetector;

/** An announcement in the fields of the cases, which are nextVisit's and the detector. */
record Announced(ObjectNode fields) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** An ordinary visit of LSSTCam. */
    static Announced ordinary() {
        var fields = JSON.createObjectNode();
        fields.put("instrument", "LSSTCam").put("groupId", "2026-11-20T01:02:03.004");
        fields.put("detector", 42).put("nimages", 1).put("duration", 30);
        fields.put("coordinateSystem", 2).put("rotationSystem", 2).put("cameraAngle", 0.0);
        fields.putArray("position").add(134.5).add(-65.3);
        return new Announced(fields);
    }

    /** The same, but for the fields given. */
    Announced with(JsonNode others) {
        var copy = fields.deepCopy();
        others.properties().forEach(field -> copy.set(field.getKey(), field.getValue()));
        return new Announced(copy);
    }

    Announced with(String field, double value) {
        var copy = fields.deepCopy();
        copy.put(field, value);
        return new Announced(copy);
    }

    NextVisit visit() {
        var position = fields.path("position");
        return new NextVisit(
                fields.path("instrument").asText(),
                fields.path("groupId").asText(),
                fields.path("salIndex").asLong(),
                fields.path("scriptSalIndex").asInt(),
                CoordinateSystem.ofSal(fields.path("coordinateSystem").asLong()),
                position.path(0).asDouble(),
                position.path(1).asDouble(),
                fields.path("startTime").asDouble(),
                RotationSystem.ofSal(fields.path("rotationSystem").asLong()),
                fields.path("cameraAngle").asDouble(),
                fields.path("filters").asText(),
                fields.path("duration").asDouble(),
                fields.path("nimages").asInt(),
                fields.path("survey").asText(),
                fields.path("totalCheckpoints").asInt(),
                fields.path("private_sndStamp").asDouble(),
                fields.path("private_efdStamp").asDouble());
    }

    ExpectedVisit expected() {
        var visit = visit();
        int detector = fields.path("detector").asInt();
        var key = new VisitDetector(visit.instrument(), visit.group(), detector);
        return new ExpectedVisit(key, visit, "conformance", 0);
    }
}
