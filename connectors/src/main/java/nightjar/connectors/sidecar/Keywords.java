// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sidecar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A header's keywords as texts, wherever they came from.
 *
 * @param values by keyword, blank values left out
 */
record Keywords(Map<String, String> values) {

    private static final ObjectMapper JSON = new ObjectMapper();

    Keywords {
        values = Map.copyOf(values);
    }

    /** A sidecar's; empty when the text is no JSON object, for instance while it is written. */
    static Optional<Keywords> ofSidecar(byte[] json) {
        JsonNode node;
        try {
            node = JSON.readTree(json);
        } catch (IOException e) {
            return Optional.empty();
        }
        if (node == null || !node.isObject()) {
            return Optional.empty();
        }
        var values = new HashMap<String, String>();
        for (var field : node.properties()) {
            var text = field.getValue().asText("");
            if (field.getValue().isValueNode() && !field.getValue().isNull() && !text.isBlank()) {
                values.put(field.getKey(), text.strip());
            }
        }
        return Optional.of(new Keywords(values));
    }

    String text(String... names) {
        for (var name : names) {
            if (values.containsKey(name)) {
                return values.getOrDefault(name, "");
            }
        }
        return "";
    }

    /** The number under the first of these keywords that has one; NaN when none has. */
    double number(String... names) {
        for (var name : names) {
            double number = parsed(values.getOrDefault(name, ""));
            if (Double.isFinite(number)) {
                return number;
            }
        }
        return Double.NaN;
    }

    private static double parsed(String text) {
        try {
            // FITS may write the exponent of a double with a D.
            return text.isEmpty() ? Double.NaN : Double.parseDouble(text.replace('D', 'E'));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Degrees from a number, or from sexagesimal text whose first part counts {@code unit}s. */
    double degrees(String name, double unit) {
        var parts = text(name).split(":", -1);
        if (parts.length == 1) {
            return number(name);
        }
        double sum = 0;
        double scale = 1;
        for (var part : parts) {
            sum += Math.abs(parsed(part.strip())) * scale;
            scale /= 60;
        }
        return (parts[0].strip().startsWith("-") ? -sum : sum) * unit;
    }

    Keywords and(Keywords more) {
        var both = new HashMap<>(more.values);
        both.putAll(values);
        return new Keywords(both);
    }
}
