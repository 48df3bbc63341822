// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ScriptQueue's events about a visit, as plain values under the names of the SAL interface, for
 * a publisher that knows the Avro schema.
 */
public final class Announcement {
    private static final long SAL_INDEX = 1;
    private static final long ICRS = 2;
    private static final long SKY = 2;
    private static final long DOME_OPEN = 2;

    private Announcement() {}

    /**
     * A nextVisit's fields: longs, doubles, strings, and {@code position} as a list of two doubles.
     *
     * @param sentUtc when it is published
     * @param startUtc when the script is expected to start
     */
    public static Map<String, Object> nextVisit(
            PlannedVisit visit, Instant sentUtc, Instant startUtc, Duration script) {
        return nextVisit(new SandboxCam(SandboxCam.SIZE_LEAST), visit, sentUtc, startUtc, script);
    }

    /** The same for another camera. */
    public static Map<String, Object> nextVisit(
            Camera camera, PlannedVisit visit, Instant sentUtc, Instant startUtc, Duration script) {
        Map<String, Object> fields = bookkeeping(visit, sentUtc);
        fields.put("coordinateSystem", ICRS);
        fields.put("position", List.of(visit.boresight().raDeg(), visit.boresight().decDeg()));
        fields.put("startTime", TaiClock.unixSeconds(startUtc));
        fields.put("rotationSystem", SKY);
        fields.put("cameraAngle", visit.rotationDeg());
        fields.put("filters", camera.filter());
        fields.put("dome", DOME_OPEN);
        fields.put("duration", script.toMillis() / 1e3);
        fields.put("nimages", 1L);
        fields.put("instrument", camera.instrument());
        fields.put("survey", "BLOCK-SANDBOX");
        fields.put("totalCheckpoints", 0L);
        return fields;
    }

    /** A nextVisitCanceled's fields. */
    public static Map<String, Object> nextVisitCanceled(PlannedVisit visit, Instant sentUtc) {
        return bookkeeping(visit, sentUtc);
    }

    private static Map<String, Object> bookkeeping(PlannedVisit visit, Instant sentUtc) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("private_efdStamp", TaiClock.utcSeconds(sentUtc));
        fields.put("private_kafkaStamp", TaiClock.unixSeconds(sentUtc));
        fields.put("salIndex", SAL_INDEX);
        fields.put("private_revCode", "sandbox");
        fields.put("private_sndStamp", TaiClock.unixSeconds(sentUtc));
        fields.put("private_rcvStamp", TaiClock.unixSeconds(sentUtc));
        fields.put("private_seqNum", (long) visit.sequence());
        fields.put("private_identity", "ScriptQueue:" + SAL_INDEX);
        fields.put("private_origin", 1L);
        fields.put("scriptSalIndex", 100_000L + visit.sequence());
        fields.put("groupId", visit.group());
        return fields;
    }
}
