// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import nightjar.model.Outcome;
import nightjar.model.Raw;
import nightjar.model.ReadyVisit;

/**
 * What a product was made from and by what, as a file of the product. It tells nothing of a clock
 * or a machine: the same inputs give the same bytes.
 */
final class Provenance {

    static final String FILE = "provenance.json";

    private Provenance() {}

    /** Written into the folder that becomes the product; the answer is the file. */
    static Outcome<Path> write(ReadyVisit ready, PipelineChoice.Ready chosen, Path work) {
        try {
            return Outcome.done(Files.writeString(work.resolve(FILE), json(ready, chosen)));
        } catch (IOException e) {
            return Outcome.lost(Scratch.trouble("write " + FILE + " in " + work, e));
        }
    }

    static String json(ReadyVisit ready, PipelineChoice.Ready chosen) {
        var key = ready.key();
        return """
                {"software": "nightjar", "version": %s, "pipeline": %s, "settings": %s,
                 "instrument": %s, "group": %s, "detector": %d, "visit": %d, "partial": %b,
                 "raws": [%s],
                 "templates": [%s],
                 "calibrations": [%s]}
                """
                .formatted(
                        text(version()),
                        text(chosen.name()),
                        text(ready.preloaded().expected().settings()),
                        text(key.instrument()),
                        text(key.group()),
                        key.detector(),
                        ready.visit(),
                        ready.partial(),
                        ready.raws().stream()
                                .map(Provenance::raw)
                                .collect(Collectors.joining(", ")),
                        texts(chosen.templates()),
                        texts(ready.preloaded().calibrations()));
    }

    private static String raw(Raw raw) {
        return "{\"exposure\": %d, \"uri\": %s, \"etag\": %s}"
                .formatted(raw.exposure(), text(raw.uri()), text(raw.etag()));
    }

    private static String version() {
        var version = Provenance.class.getPackage().getImplementationVersion();
        return version == null ? "" : version;
    }

    private static String texts(List<String> values) {
        return values.stream().map(Provenance::text).collect(Collectors.joining(", "));
    }

    private static String text(String value) {
        var json = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
