// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What an OpenAPI schema, as custom resource definitions have it, does not allow of a document. A
 * field that it does not know is one, though Kubernetes itself would drop it in silence.
 */
final class SchemaCheck {

    private final List<String> complaints = new ArrayList<>();

    private SchemaCheck() {}

    /** Each begins with the field's path; none when all is well. */
    static List<String> complaints(String path, JsonNode value, JsonNode schema) {
        var check = new SchemaCheck();
        check.check(path, value, schema);
        return List.copyOf(check.complaints);
    }

    private void check(String path, JsonNode value, JsonNode schema) {
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            require(value.isIntegralNumber() || value.isTextual(), path, "is no number or text");
            return;
        }
        switch (schema.path("type").asText()) {
            case "object" -> object(path, value, schema);
            case "array" -> array(path, value, schema);
            case "string" -> text(path, value, schema);
            case "integer" -> require(value.isIntegralNumber(), path, "is no whole number");
            case "number" -> require(value.isNumber(), path, "is no number");
            case "boolean" -> require(value.isBoolean(), path, "is not true or false");
            default ->
                    require(
                            schema.path("x-kubernetes-preserve-unknown-fields").asBoolean(),
                            path,
                            "has no type in the schema");
        }
    }

    private void object(String path, JsonNode value, JsonNode schema) {
        if (!value.isObject()) {
            complaints.add(path + " is no map");
            return;
        }
        for (var field : value.properties()) {
            var known = schema.path("properties").path(field.getKey());
            var any = schema.path("additionalProperties");
            var at = path + "." + field.getKey();
            if (known.isObject()) {
                check(at, field.getValue(), known);
            } else if (any.isObject()) {
                check(at, field.getValue(), any);
            } else {
                complaints.add(at + " is no field of its kind");
            }
        }
        for (var required : schema.path("required")) {
            require(value.has(required.asText()), path + "." + required.asText(), "is missing");
        }
    }

    private void array(String path, JsonNode value, JsonNode schema) {
        require(value.isArray(), path, "is no list");
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            check(path + "[" + i + "]", value.get(i), schema.path("items"));
        }
    }

    private void text(String path, JsonNode value, JsonNode schema) {
        require(value.isTextual(), path, "is no text");
        var allowed = new ArrayList<String>();
        schema.path("enum").forEach(it -> allowed.add(it.asText()));
        require(
                allowed.isEmpty() || allowed.contains(value.asText()),
                path,
                "is " + value + ", not one of " + allowed);
    }

    private void require(boolean holds, String path, String complaint) {
        if (!holds) {
            complaints.add(path + " " + complaint);
        }
    }
}
