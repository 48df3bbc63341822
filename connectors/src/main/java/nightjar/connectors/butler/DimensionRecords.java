// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import nightjar.model.Raw;
import nightjar.model.time.Tai;

/**
 * The Butler's dimension records of one visit-detector, elements in the order in which they depend
 * on each other. Fields are those of daf_butler's dimension universe; what nightjar does not know
 * is null, and a record of which something needed is not known is left out rather than wrong.
 */
final class DimensionRecords {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int ONE_TO_ONE = 0;

    private final Observed observed;
    private final ArrayNode records = JSON.arrayNode();

    private DimensionRecords(Observed observed) {
        this.observed = observed;
    }

    static ArrayNode of(Observed observed, boolean observations) {
        var making = new DimensionRecords(observed);
        making.camera();
        making.when();
        if (observations && observed.isKnown()) {
            observed.raws().forEach(making::exposure);
            making.visit();
        }
        return making.records;
    }

    private void camera() {
        var camera = observed.instrument();
        record("instrument")
                .put("name", camera.name())
                .put("visit_max", camera.visitMax())
                .put("visit_system", camera.visitSystem())
                .put("exposure_max", camera.exposureMax())
                .put("detector_max", camera.detectorMax())
                .put("class_name", camera.className());
        if (!observed.filter().isEmpty()) {
            ours("physical_filter")
                    .put("name", observed.filter())
                    .put("band", observed.differenced().band());
        }
        camera.detector(observed.differenced().key().detector()).ifPresent(this::detector);
    }

    private void detector(ButlerDetector detector) {
        ours("detector")
                .put("id", detector.id())
                .put("full_name", detector.fullName())
                .put("name_in_raft", detector.nameInRaft())
                .put("raft", detector.raft())
                .put("purpose", detector.purpose());
    }

    private void when() {
        ours("group").put("name", observed.group());
        long noon =
                LocalDate.parse(
                                Integer.toString(observed.dayObs()),
                                DateTimeFormatter.BASIC_ISO_DATE)
                        .toEpochSecond(LocalTime.NOON, ZoneOffset.UTC);
        ours("day_obs")
                .put("id", observed.dayObs())
                .set("timespan", span(noon * 1_000_000_000L, (noon + 86_400) * 1_000_000_000L));
    }

    private void exposure(Raw raw) {
        var exposure = ours("exposure").put("id", raw.exposure());
        exposure.put("day_obs", observed.dayObs())
                .put("group", observed.group())
                .put("physical_filter", observed.filter())
                .put("obs_id", Observed.obsId(raw).orElseThrow())
                .put("exposure_time", raw.exposureSeconds())
                .put("seq_num", Observed.number(raw))
                .put("seq_start", Observed.number(observed.first()))
                .put("seq_end", Observed.number(observed.last()))
                .put("science_program", observed.survey());
        number(exposure, "tracking_ra", raw.boresightRaDeg());
        number(exposure, "tracking_dec", raw.boresightDecDeg());
        number(exposure, "sky_angle", raw.rotationDeg());
        exposure.set("timespan", span(nanos(raw.beginMjdTai()), nanos(raw.endMjdTai())));
    }

    private void visit() {
        var first = observed.first();
        ours("visit")
                .put("id", observed.visit())
                .put("day_obs", observed.dayObs())
                .put("physical_filter", observed.filter())
                .put("name", Observed.obsId(first).orElseThrow())
                .put("seq_num", Observed.number(first))
                .put("exposure_time", observed.differenced().exposureSeconds())
                .put("science_program", observed.survey())
                .set(
                        "timespan",
                        span(nanos(first.beginMjdTai()), nanos(observed.last().endMjdTai())));
        for (var raw : observed.raws()) {
            ours("visit_definition").put("exposure", raw.exposure()).put("visit", observed.visit());
        }
        if (observed.raws().size() == 1) {
            member(ONE_TO_ONE);
        }
        if (observed.instrument().visitSystem() != ONE_TO_ONE) {
            member(observed.instrument().visitSystem());
        }
    }

    private void member(int visitSystem) {
        ours("visit_system_membership")
                .put("visit_system", visitSystem)
                .put("visit", observed.visit());
    }

    private ObjectNode ours(String element) {
        return record(element).put("instrument", observed.instrument().name());
    }

    private ObjectNode record(String element) {
        return records.addObject().put("definition", element).putObject("record");
    }

    private static void number(ObjectNode record, String field, double value) {
        if (Double.isFinite(value)) {
            record.put(field, value);
        } else {
            record.putNull(field);
        }
    }

    /** TAI nanoseconds since 1970, begin and end. */
    private static ArrayNode span(long beginNanos, long endNanos) {
        return JSON.arrayNode().add(beginNanos).add(endNanos);
    }

    private static long nanos(double mjdTai) {
        // To the microsecond: a double's MJD has no more.
        return Math.round(Tai.unixTaiOfMjdTai(mjdTai) * 1e6) * 1000;
    }
}
