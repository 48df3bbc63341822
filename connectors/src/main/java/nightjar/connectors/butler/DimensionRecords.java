// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The Butler's dimension records of one visit-detector, elements in the order in which they depend
 * on each other, each with all the fields that daf_butler's dimension universe (version 7) gives
 * it.
 */
final class DimensionRecords {

    private static final long NANOS = 1_000_000_000L;
    private static final int SECONDS_A_DAY = 86_400;

    private final Observed observed;
    private final ArrayNode records = JsonNodeFactory.instance.arrayNode();

    private DimensionRecords(Observed observed) {
        this.observed = observed;
    }

    static ArrayNode of(Observed observed, ButlerSettings settings) {
        var making = new DimensionRecords(observed);
        making.camera();
        making.when();
        if (settings.observations()) {
            new ExposureRecords(observed, making).add(settings.regions());
        }
        return making.records;
    }

    private void camera() {
        var camera = observed.instrument();
        record("instrument")
                .text("name", camera.name())
                .whole("visit_max", camera.visitMax())
                .whole("visit_system", camera.visitSystem())
                .whole("exposure_max", camera.exposureMax())
                .whole("detector_max", camera.detectorMax())
                .text("class_name", camera.className());
        if (!observed.filter().isEmpty()) {
            ours("physical_filter")
                    .text("name", observed.filter())
                    .text("band", observed.differenced().band());
        }
        camera.detector(observed.differenced().key().detector()).ifPresent(this::detector);
    }

    private void detector(ButlerDetector detector) {
        ours("detector")
                .whole("id", detector.id())
                .text("full_name", detector.fullName())
                .text("name_in_raft", detector.nameInRaft())
                .text("raft", detector.raft())
                .text("purpose", detector.purpose());
    }

    /** An observing day lasts from noon to noon, TAI. */
    private void when() {
        ours("group").text("name", observed.group());
        var day = Integer.toString(observed.dayObs());
        long noon =
                LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE)
                        .toEpochSecond(LocalTime.NOON, ZoneOffset.UTC);
        ours("day_obs")
                .whole("id", observed.dayObs())
                .timespan(noon * NANOS, (noon + SECONDS_A_DAY) * NANOS);
    }

    RecordFields ours(String element) {
        return record(element).text("instrument", observed.instrument().name());
    }

    private RecordFields record(String element) {
        return new RecordFields(records.addObject().put("definition", element).putObject("record"));
    }
}
