// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nightjar.connectors.RubinData;
import nightjar.model.CoordinateSystem;
import nightjar.model.Differenced;
import nightjar.model.ExpectedVisit;
import nightjar.model.NextVisit;
import nightjar.model.Preloaded;
import nightjar.model.Raw;
import nightjar.model.ReadyVisit;
import nightjar.model.RotationSystem;
import nightjar.model.Stored;
import nightjar.model.VisitDetector;
import nightjar.model.time.Tai;
import org.junit.jupiter.api.Test;

class ButlerRecordsTest {

    private static final VisitDetector KEY =
            new VisitDetector("LSSTCam", "2025-05-22T05:18:32.763", 94);
    private static final long VISIT = 2025052100138L;

    /** The test visit's timespan, TAI nanoseconds since 1970. */
    private static final long BEGIN = 1747891246866998076L;

    private static final long END = 1747891277808000000L;

    private final ButlerRecords butler = new ButlerRecords(settings(true));

    @Test
    void recordsAgreeWithThoseOfARealVisit() throws Exception {
        var real = RubinData.json("rubin/lsstcam/dimension_records_from_test_repo.json");
        var ours = message(butler, visit("g_6", 0)).path("dimension_records");
        for (var element :
                List.of(
                        "instrument",
                        "group",
                        "day_obs",
                        "exposure",
                        "visit",
                        "visit_definition")) {
            var record = only(ours, element);
            var model = real.path(element).get(0);
            record.fieldNames()
                    .forEachRemaining(
                            field -> assertAgree(element, field, record.path(field), model));
        }
        assertThat(records(ours, "visit_system_membership"))
                .extracting(record -> record.path("visit_system").asInt())
                .containsExactly(0, 2);
    }

    /** Where nightjar knows a value it is the real one; times within the MJD's precision. */
    private static void assertAgree(String element, String field, JsonNode value, JsonNode model) {
        if (field.equals("timespan")) {
            assertThat(value.get(0).asLong() - model.path("timespan_begin").asLong())
                    .isBetween(-2000L, 2000L);
            assertThat(value.get(1).asLong() - model.path("timespan_end").asLong())
                    .isBetween(-2000L, 2000L);
        } else if (field.equals("exposure_time")) {
            assertThat(value.asDouble()).isGreaterThanOrEqualTo(model.path(field).asDouble());
        } else if (!value.isNull()) {
            assertThat(value.asText())
                    .as(element + "." + field)
                    .isEqualTo(model.path(field).asText());
        }
    }

    @Test
    void messageHasTheWritersShape() throws Exception {
        var theirs = RubinData.json("rubin/butler_writer/message1.json");
        var ours = message(butler, visit("g_6", 0));
        assertThat(ours.path("type").asText()).isEqualTo(theirs.path("type").asText());
        assertThat(names(ours.path("datasets").get(0)))
                .isEqualTo(names(theirs.path("datasets").get(0)));
        assertThat(names(ours.path("datasets").get(0).path("refs").elements().next()))
                .isEqualTo(names(theirs.path("datasets").get(0).path("refs").elements().next()));
        for (var element : List.of("instrument", "physical_filter", "detector")) {
            assertThat(names(only(ours.path("dimension_records"), element)))
                    .isEqualTo(names(only(theirs.path("dimension_records"), element)));
        }
    }

    @Test
    void pathOfTheRecordIsThatOfTheFileBelowTheRoot() throws Exception {
        var export = butler.export(visit("g_6", 0));
        var dataset = new ObjectMapper().readTree(export.record()).path("datasets").get(0);
        assertThat(export.exports())
                .singleElement()
                .satisfies(
                        file -> {
                            assertThat(file.entry()).isEqualTo("difference.fits");
                            assertThat(file.uri())
                                    .isEqualTo("s3://butler/repo/" + dataset.path("path").asText());
                        });
        assertThat(dataset.path("path").asText())
                .isEqualTo(
                        "LSSTCam/prompt/output-2025-05-21/ApPipe/pipelines-682fa38-config-8f017ea/"
                                + "difference_image/20250521/g/g_6/2025052100138/"
                                + "difference_image_LSSTCam_g_g_6_MC_O_20250521_000138_R22_S11_LSSTCam_"
                                + "prompt_output-2025-05-21_ApPipe_pipelines-682fa38-config-8f017ea.fits");
    }

    @Test
    void exportingAgainNamesTheSameDatasets() throws Exception {
        assertThat(butler.export(visit("g_6", 0))).isEqualTo(butler.export(visit("g_6", 0)));
        // uuid.uuid5(NS, "dataset_type=difference_image,run=...,detector=94,...") in Python.
        assertThat(id(visit("g_6", 0))).isEqualTo("2002ff91-3e0c-5614-abb5-02be30c56ba8");
        assertThat(id(visit("g_6", 86_400_000))).isNotEqualTo(id(visit("g_6", 0)));
    }

    private String id(Differenced differenced) throws Exception {
        return message(butler, differenced)
                .path("datasets")
                .get(0)
                .path("refs")
                .fieldNames()
                .next();
    }

    @Test
    void recordsThatWouldNotBeRightAreLeftOut() throws Exception {
        var unknownFilter = message(butler, visit("", 0)).path("dimension_records");
        assertThat(elements(unknownFilter))
                .containsExactly("instrument", "detector", "group", "day_obs");
        var silent = message(new ButlerRecords(settings(false)), visit("g_6", 0));
        assertThat(elements(silent.path("dimension_records")))
                .containsExactly("instrument", "physical_filter", "detector", "group", "day_obs");
    }

    @Test
    void nothingIsExportedOfAnUnknownCamera() {
        var nobody = new ButlerSettings("s3://b", "ApPipe.yaml", "d", List.of(), files(), true);
        var export = new ButlerRecords(nobody).export(visit("g_6", 0));
        assertThat(export.record()).isEmpty();
        assertThat(export.exports()).isEmpty();
    }

    @Test
    void unclearedSourcesCannotBeExported() {
        assertThatThrownBy(() -> new ButlerFile("diaSources.csv", "dia_source", "f"))
                .hasMessageContaining("not cleared");
    }

    private static JsonNode message(ButlerRecords butler, Differenced visit) throws Exception {
        return new ObjectMapper().readTree(butler.export(visit).record());
    }

    private static List<String> elements(JsonNode records) {
        var elements = new ArrayList<String>();
        records.forEach(record -> elements.add(record.path("definition").asText()));
        return elements;
    }

    private static List<JsonNode> records(JsonNode records, String element) {
        var found = new ArrayList<JsonNode>();
        for (var record : records) {
            if (record.path("definition").asText().equals(element)) {
                found.add(record.path("record"));
            }
        }
        return found;
    }

    private static JsonNode only(JsonNode records, String element) {
        assertThat(records(records, element)).as(element).hasSize(1);
        return records(records, element).get(0);
    }

    private static Set<String> names(JsonNode node) {
        var names = new TreeSet<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static ButlerSettings settings(boolean observations) {
        var detector = new ButlerDetector(94, "R22_S11", "S11", "R22", "SCIENCE");
        var camera = ButlerInstrument.lsst("LSSTCam", "lsst.obs.lsst.LsstCam", List.of(detector));
        return new ButlerSettings(
                "s3://butler/repo",
                "ApPipe.yaml",
                "pipelines-682fa38-config-8f017ea",
                List.of(camera),
                files(),
                observations);
    }

    private static List<ButlerFile> files() {
        return List.of(ButlerFile.differenceImage());
    }

    private static Differenced visit(String filter, long laterMillis) {
        var announced =
                new NextVisit(
                        KEY.instrument(),
                        KEY.group(),
                        1,
                        1,
                        CoordinateSystem.ICRS,
                        225.858,
                        -38.628,
                        0,
                        RotationSystem.SKY,
                        357.96,
                        filter,
                        30,
                        1,
                        "BLOCK-365",
                        0,
                        0,
                        0);
        var expected = new ExpectedVisit(KEY, announced, "v1", 0);
        var preloaded = new Preloaded(expected, List.of(), List.of(), "", 0);
        var raw =
                new Raw(
                        KEY,
                        VISIT,
                        0,
                        "s3://raw/LSSTCam/20250521/MC_O_20250521_000138/"
                                + "MC_O_20250521_000138_R22_S11.fits",
                        "",
                        mjd(BEGIN),
                        mjd(END),
                        225.85827927603876,
                        -38.6275010948895,
                        357.9606420320256,
                        filter,
                        0,
                        0);
        var readyMillis = Tai.utcMillisOfMjdTai(mjd(END)) + laterMillis;
        return new Differenced(
                new ReadyVisit(preloaded, List.of(raw), false, readyMillis),
                new Stored("s3://nightjar/products/ab.tar", "ab", 1),
                0,
                mjd((BEGIN + END) / 2),
                raw.exposureSeconds(),
                "g",
                List.of(1.0, 1.0, 2.0, 1.0, 2.0, 2.0, 1.0, 2.0),
                List.of());
    }

    private static double mjd(long taiNanos) {
        return Tai.mjdTaiOfUnixTai(taiNanos / 1e9);
    }
}
