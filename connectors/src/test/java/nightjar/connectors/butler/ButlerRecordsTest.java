// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import nightjar.connectors.RubinData;
import nightjar.model.Differenced;
import nightjar.model.port.Plans;
import org.junit.jupiter.api.Test;

class ButlerRecordsTest {

    private final ButlerRecords butler = ButlerSamples.butler(true);

    @Test
    void recordsAgreeWithThoseOfARealVisit() throws Exception {
        var real = RubinData.json("rubin/lsstcam/dimension_records_from_test_repo.json");
        var ours = message(butler, ButlerSamples.visit("g_6", 0)).path("dimension_records");
        for (var element :
                List.of(
                        "instrument",
                        "group",
                        "day_obs",
                        "exposure",
                        "visit",
                        "visit_definition",
                        "visit_detector_region")) {
            var record = only(ours, element);
            var model = ButlerSamples.record(real.path(element));
            assertThat(names(record)).as(element).isEqualTo(names(model));
            record.fieldNames()
                    .forEachRemaining(
                            field -> assertAgree(element, field, record.path(field), model));
        }
        assertThat(records(ours, "visit_system"))
                .isEqualTo(
                        List.of(
                                real.path("visit_system").get(0),
                                real.path("visit_system").get(1)));
        assertThat(records(ours, "visit_system_membership"))
                .extracting(record -> record.path("visit_system").asInt())
                .containsExactly(0, 2);
    }

    /** Where nightjar knows a value it is the real one; times within the MJD's precision. */
    private static void assertAgree(String element, String field, JsonNode value, JsonNode model) {
        var what = element + "." + field;
        if (field.equals("timespan")) {
            for (int end = 0; end < 2; end++) {
                assertThat(value.get(end).asLong() - model.path(field).get(end).asLong())
                        .as(what)
                        .isBetween(-2000L, 2000L);
            }
        } else if (field.equals("region")) {
            assertThat(value.asText()).as(what).startsWith("70").hasSizeGreaterThan(2 + 3 * 48 - 1);
        } else if (!value.isNull()) {
            assertThat(value.asText()).as(what).isEqualTo(model.path(field).asText());
        }
        var type = model.path(field).getNodeType();
        assertThat(value.getNodeType()).as(what).isIn(type, JsonNodeType.NULL);
    }

    @Test
    void onlyWhatNoHeaderTellsIsNull() throws Exception {
        var ours = message(butler, ButlerSamples.visit("g_6", 0)).path("dimension_records");
        var unknown = new TreeSet<String>();
        for (var record : ours) {
            record.path("record")
                    .properties()
                    .forEach(
                            field -> {
                                if (field.getValue().isNull()) {
                                    unknown.add(field.getKey());
                                }
                            });
        }
        assertThat(unknown).containsExactly("can_see_sky", "has_simulated");
    }

    @Test
    void messageHasTheWritersShape() throws Exception {
        var theirs = RubinData.json("rubin/butler_writer/message1.json");
        var ours = message(butler, ButlerSamples.visit("g_6", 0));
        assertThat(ours.path("type").asText()).isEqualTo(theirs.path("type").asText());
        assertThat(names(ours.path("datasets").get(0)))
                .isEqualTo(names(theirs.path("datasets").get(0)));
        assertThat(names(ours.path("datasets").get(0).path("refs").elements().next()))
                .isEqualTo(names(theirs.path("datasets").get(0).path("refs").elements().next()));
        for (var element : List.of("instrument", "physical_filter", "detector")) {
            var mine = only(ours.path("dimension_records"), element);
            var model = only(theirs.path("dimension_records"), element);
            assertThat(types(mine)).as(element).isEqualTo(types(model));
        }
        assertThat(types(ours.path("datasets").get(0)))
                .isEqualTo(types(theirs.path("datasets").get(0)));
    }

    private static Map<String, JsonNodeType> types(JsonNode node) {
        var types = new TreeMap<String, JsonNodeType>();
        node.properties().forEach(it -> types.put(it.getKey(), it.getValue().getNodeType()));
        return types;
    }

    @Test
    void pathOfTheRecordIsThatOfTheFileBelowTheRoot() throws Exception {
        var export = butler.export(ButlerSamples.visit("g_6", 0));
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
                                + "difference_image_LSSTCam_g_g_6_MC_O_20250521_000138_R01_S00_LSSTCam_"
                                + "prompt_output-2025-05-21_ApPipe_pipelines-682fa38-config-8f017ea.fits");
    }

    @Test
    void exportingAgainNamesTheSameDatasets() throws Exception {
        assertThat(butler.export(ButlerSamples.visit("g_6", 0)))
                .isEqualTo(butler.export(ButlerSamples.visit("g_6", 0)));
        // uuid.uuid5(NS, "dataset_type=difference_image,run=...,detector=0,...") in Python.
        assertThat(id(ButlerSamples.visit("g_6", 0)))
                .isEqualTo("13381a1f-0786-58b4-bf12-a8ea72c62376");
        assertThat(id(ButlerSamples.visit("g_6", 86_400_000)))
                .isNotEqualTo(id(ButlerSamples.visit("g_6", 0)));
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
    void whatHasNoVisitRecordIsNotExported() throws Exception {
        assertThat(butler.export(ButlerSamples.visit("", 0)).record()).isEmpty();
        var silent = message(ButlerSamples.butler(false), ButlerSamples.visit("g_6", 0));
        assertThat(elements(silent.path("dimension_records")))
                .containsExactly("instrument", "physical_filter", "detector", "group", "day_obs");
    }

    @Test
    void nothingIsExportedOfAnUnknownCamera() {
        var nobody = ButlerSamples.butler(List.of(), ButlerSamples.files(), true);
        var export = nobody.export(ButlerSamples.visit("g_6", 0));
        assertThat(export.record()).isEmpty();
        assertThat(export.exports()).isEmpty();
    }

    @Test
    void cataloguesOfClearedSourcesAreMadeOfThePlansRows() throws Exception {
        var files = ButlerFile.matching(List.of(Pattern.compile("dia_.*_apdb")));
        var export =
                ButlerSamples.butler(ButlerSamples.cameras(), files, true)
                        .export(ButlerSamples.visit("g_6", 0));
        assertThat(export.exports()).hasSize(3).allMatch(Plans.Export::isOfRows);
        assertThat(export.exports())
                .extracting(Plans.Export::entry)
                .containsExactly(
                        "dia_source_apdb.parq",
                        "dia_object_apdb.parq",
                        "dia_forced_source_apdb.parq");
        var datasets = new ObjectMapper().readTree(export.record()).path("datasets");
        assertThat(datasets.get(0).path("path").asText()).endsWith(".parq");
        assertThat(datasets).hasSize(3);
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
}
