// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;

/**
 * The index object: {@code {"templates":[{"key","instrument","band","corners":[[ra,dec] x 4]}]}}.
 *
 * @param templates in the index's order
 */
record TemplateIndex(List<Template> templates) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One template exposure or patch. */
    record Template(String key, String instrument, String band, SkyPolygon region) {}

    TemplateIndex {
        templates = List.copyOf(templates);
    }

    static Outcome<TemplateIndex> read(String uri, byte[] json) {
        JsonNode list;
        try {
            list = JSON.readTree(json).path("templates");
        } catch (IOException e) {
            return lost(uri + " is no JSON: " + e.getMessage());
        }
        if (!list.isArray()) {
            return lost(uri + " has no list \"templates\"");
        }
        var templates = new ArrayList<Template>();
        for (int i = 0; i < list.size(); i++) {
            var template = template(list.get(i));
            if (template.isEmpty()) {
                return lost(
                        uri + ": template " + i + " needs key, instrument, band and its corners");
            }
            templates.add(template.get());
        }
        return Outcome.done(new TemplateIndex(templates));
    }

    private static Optional<Template> template(JsonNode node) {
        var key = node.path("key").asText("");
        var instrument = node.path("instrument").asText("");
        var band = node.path("band").asText("");
        var corners = new ArrayList<Double>();
        for (var corner : node.path("corners")) {
            corners.add(corner.path(0).asDouble(Double.NaN));
            corners.add(corner.path(1).asDouble(Double.NaN));
        }
        if (key.isEmpty() || instrument.isEmpty() || band.isEmpty()) {
            return Optional.empty();
        }
        return SkyPolygon.of(corners).map(region -> new Template(key, instrument, band, region));
    }

    private static Outcome<TemplateIndex> lost(String why) {
        return Outcome.lost(new Loss(Ending.FAILED, Cause.RETRIABLE, why));
    }
}
