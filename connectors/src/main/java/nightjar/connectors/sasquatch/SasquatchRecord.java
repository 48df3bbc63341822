// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sasquatch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A measurement as Sasquatch's dashboards expect it: the fields that analysis_tools' dispatcher
 * writes, in its order, with an Avro schema inferred in its way (double for what is a timestamp,
 * float for what was measured, string for what it is about).
 */
final class SasquatchRecord {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Always there, "" when not known, so that the schema stays the same. */
    private static final List<String> DIMENSIONS =
            List.of(
                    "detector",
                    "patch",
                    "skymap",
                    "visit",
                    "tract",
                    "physical_filter",
                    "instrument",
                    "band",
                    "exposure",
                    "group",
                    "day_obs");

    private final ObjectNode value = JSON.createObjectNode();
    private final ObjectNode schema = JSON.createObjectNode();

    private SasquatchRecord(String namespace, String metric) {
        schema.put("type", "record").put("namespace", namespace).put("name", metric);
        schema.putArray("fields");
    }

    /** The body of a POST to the metric's topic. */
    static String body(String namespace, Measurement measured) {
        var record = new SasquatchRecord(namespace, measured.metric());
        double seconds = measured.atMillis() / 1000.0;
        var about = new TreeMap<>(measured.about());
        var name = measured.metric() + about + measured.atMillis();
        record.text("id", UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
        record.text("run", measured.run());
        record.text("dataset_type", measured.datasetType());
        record.text("reference_package", "");
        record.text("reference_package_version", "");
        record.number("reference_package_timestamp", 0);
        record.number("run_timestamp", seconds);
        record.number("timestamp", seconds);
        record.text("dataset_tag", "Live");
        DIMENSIONS.forEach(it -> record.text(it, measured.about().getOrDefault(it, "")));
        new TreeMap<>(measured.values()).forEach(record::measured);
        var body = JSON.createObjectNode();
        body.put("value_schema", record.schema.toString());
        body.putArray("records").addObject().set("value", record.value);
        return body.toString();
    }

    private void text(String name, String text) {
        value.put(name, text);
        field(name, "string").put("default", "");
    }

    private void number(String name, double number) {
        value.put(name, number);
        field(name, "double");
    }

    private void measured(String name, double number) {
        if (Double.isFinite(number)) {
            value.put(name, number);
            field(name, "float").put("default", 0.0);
        }
    }

    private ObjectNode field(String name, String type) {
        return schema.withArray("fields").addObject().put("name", name).put("type", type);
    }
}
