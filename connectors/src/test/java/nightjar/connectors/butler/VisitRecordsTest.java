// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import nightjar.model.Differenced;
import nightjar.model.Observation;
import nightjar.model.Raw;
import org.junit.jupiter.api.Test;

/** The first record of a visit that the Butler gets stands: so all must be the same. */
class VisitRecordsTest {

    private final ButlerRecords butler = ButlerSamples.butler(true);

    @Test
    void everyDetectorSendsTheSameVisitWhicheverSnapsItHas() throws Exception {
        var whole = ButlerSamples.visit(94, 2, 0, raw(94, 0), raw(94, 1));
        var partial = ButlerSamples.visit(0, 2, 5000, raw(0, 0));
        for (var element : List.of("visit", "visit_system", "visit_system_membership", "group")) {
            assertThat(records(partial, element)).as(element).isEqualTo(records(whole, element));
        }
        assertThat(records(whole, "exposure")).containsAll(records(partial, "exposure"));
        assertThat(records(whole, "visit_definition"))
                .containsAll(records(partial, "visit_definition"));
    }

    @Test
    void ofSeveralSnapsTheFirstGivesTheVisitItsTimeAndNoneItsExposureTime() throws Exception {
        var whole = ButlerSamples.visit(94, 2, 0, raw(94, 0), raw(94, 1));
        var visit = records(whole, "visit").get(0);
        assertThat(visit.path("exposure_time").isNull()).isTrue();
        assertThat(visit.path("timespan"))
                .isEqualTo(records(whole, "exposure").get(0).path("timespan"));
        assertThat(records(whole, "visit_definition")).hasSize(2);
        assertThat(systems(whole)).containsExactly(2);
        var exposures = records(whole, "exposure");
        assertThat(exposures).extracting(it -> it.path("seq_start").asInt()).containsOnly(138);
        assertThat(exposures).extracting(it -> it.path("seq_end").asInt()).containsOnly(139);
    }

    @Test
    void aVisitWithoutItsFirstSnapIsOneByItself() throws Exception {
        var second = ButlerSamples.visit(94, 2, 0, raw(94, 1));
        assertThat(records(second, "visit").get(0).path("id").asLong())
                .isEqualTo(ButlerSamples.VISIT + 1);
        assertThat(systems(second)).containsExactly(0);
        var exposure = records(second, "exposure").get(0);
        assertThat(exposure.path("seq_start").asInt()).isEqualTo(138);
    }

    @Test
    void whereTheAnnouncementDoesNotCountTheHeaderDoes() throws Exception {
        assertThat(systems(ButlerSamples.visit(94, 0, 0, raw(94, 0)))).containsExactly(0, 2);
        var silent = ButlerSamples.visit(94, 0, 0, told(raw(94, 0), Observation.UNKNOWN));
        assertThat(systems(silent)).containsExactly(2);
        assertThat(records(silent, "exposure").get(0).path("seq_end").isNull()).isTrue();
    }

    @Test
    void numbersThatAreNoneDoNotBreakTheMessage() throws Exception {
        var lost = new Observation("", "", "", "", 1 / 0.0, Double.NaN, Double.NaN, Double.NaN, 1);
        var raw = told(nowhere(raw(94, 0)), lost);
        var visit = ButlerSamples.visit(94, 1, 0, raw);
        var text = butler.export(visit).record();
        assertThat(text).doesNotContain("NaN").doesNotContain("Infinity");
        var exposure = records(visit, "exposure").get(0);
        assertThat(exposure.path("tracking_ra").isNull()).isTrue();
        assertThat(exposure.path("exposure_time").asDouble()).isBetween(30.9, 31.0);
        assertThat(exposure.path("observation_type").asText()).isEqualTo("science");
        assertThat(records(visit, "visit").get(0).path("region").isNull()).isTrue();
    }

    private static Raw raw(int detector, int snap) {
        return ButlerSamples.raw(detector, snap, "g_6");
    }

    private static Raw told(Raw raw, Observation observation) {
        return copy(raw, raw.boresightRaDeg(), observation);
    }

    private static Raw nowhere(Raw raw) {
        return copy(raw, Double.NaN, raw.observation());
    }

    private static Raw copy(Raw raw, double raDeg, Observation observation) {
        return new Raw(
                raw.key(),
                raw.exposure(),
                raw.snap(),
                raw.uri(),
                raw.etag(),
                raw.beginMjdTai(),
                raw.endMjdTai(),
                raDeg,
                raw.boresightDecDeg(),
                raw.rotationDeg(),
                raw.filter(),
                0,
                0,
                observation);
    }

    private List<Integer> systems(Differenced visit) throws Exception {
        return records(visit, "visit_system_membership").stream()
                .map(it -> it.path("visit_system").asInt())
                .toList();
    }

    private List<JsonNode> records(Differenced visit, String element) throws Exception {
        var message = new ObjectMapper().readTree(butler.export(visit).record());
        var found = new ArrayList<JsonNode>();
        for (var record : message.path("dimension_records")) {
            if (record.path("definition").asText().equals(element)) {
                found.add(record.path("record"));
            }
        }
        return found;
    }
}
