// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nightjar.sandbox.box.desk.Schemas.Version;
import nightjar.sandbox.box.web.Ask;
import nightjar.sandbox.box.web.Refused;
import nightjar.sandbox.box.web.Reply;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * A stand-in of Confluent's Schema Registry: the REST calls that nightjar, its readers and Rubin's
 * {@code syncAllSchemasToRegistry} make, with Confluent's error codes; Avro only, compatibility
 * never checked (level NONE, as Rubin's alert registry has it).
 *
 * <p>API: https://docs.confluent.io/platform/current/schema-registry/develop/api.html
 */
final class Registry {

    static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

    private final Schemas schemas;
    private final Modes modes;

    Registry(Path file) throws IOException {
        schemas = new Schemas(file);
        modes = new Modes(schemas);
    }

    synchronized Reply answer(Ask ask) {
        try {
            return switch (ask.path().isEmpty() ? "" : ask.at(0)) {
                case "" -> Reply.ok(Map.of());
                case "schemas" -> schemasById(ask);
                case "subjects" -> subjects(ask);
                case "mode" -> modes.answer(ask);
                case "config" -> config(ask);
                default -> notFound();
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reply notFound() {
        return Reply.error(404, 404, "HTTP 404 Not Found");
    }

    private Reply schemasById(Ask ask) {
        if (ask.is("GET", 2, "schemas") && ask.at(1).equals("types")) {
            return Reply.ok(List.of("AVRO"));
        }
        if (!ask.method().equals("GET") || ask.path().size() < 3 || !ask.at(1).equals("ids")) {
            return notFound();
        }
        String id = ask.at(2);
        Optional<Version> found =
                id.matches("\\d{1,9}") ? schemas.byId(Integer.parseInt(id)) : Optional.empty();
        if (found.isEmpty()) {
            return Reply.error(404, 40403, "Schema " + id + " not found");
        }
        if (ask.path().size() == 4 && ask.at(3).equals("versions")) {
            return Reply.ok(
                    schemas.live()
                            .filter(it -> it.id() == found.get().id())
                            .map(it -> Map.of("subject", it.subject(), "version", it.version()))
                            .toList());
        }
        return Reply.ok(Map.of("schema", found.get().schema()));
    }

    private Reply subjects(Ask ask) throws IOException {
        int depth = ask.path().size();
        if (ask.is("GET", 1, "subjects")) {
            return Reply.ok(schemas.live().map(Version::subject).distinct().sorted().toList());
        }
        if (ask.is("POST", 2, "subjects")) {
            return lookUp(ask);
        }
        if (ask.is("DELETE", 2, "subjects")) {
            return delete(ask);
        }
        if (depth < 3 || !ask.at(2).equals("versions")) {
            return notFound();
        }
        if (ask.is("POST", 3, "subjects")) {
            return register(ask.at(1), ask.json());
        }
        if (ask.is("GET", 3, "subjects")) {
            return Reply.ok(versionsOf(ask.at(1)).stream().map(Version::version).sorted().toList());
        }
        if (ask.method().equals("GET") && depth <= 5) {
            Version version = version(versionsOf(ask.at(1)), ask.at(3));
            return Reply.ok(depth == 5 ? Reply.JSON.readTree(version.schema()) : shown(version));
        }
        return notFound();
    }

    private List<Version> versionsOf(String subject) {
        List<Version> live = schemas.liveOf(subject);
        if (live.isEmpty()) {
            throw new Refused(Reply.error(404, 40401, "Subject '" + subject + "' not found."));
        }
        return live;
    }

    private static Version version(List<Version> live, String wanted) {
        if (!wanted.equals("latest") && !wanted.equals("-1") && !wanted.matches("[1-9]\\d{0,8}")) {
            throw new Refused(
                    Reply.error(
                            422,
                            42202,
                            "The specified version '"
                                    + wanted
                                    + "' is not a valid version id. Allowed values are between"
                                    + " [1, 2^31-1] and the string \"latest\""));
        }
        if (!wanted.matches("\\d+")) {
            return live.stream()
                    .max(java.util.Comparator.comparingInt(Version::version))
                    .orElseThrow();
        }
        return live.stream()
                .filter(it -> it.version() == Integer.parseInt(wanted))
                .findFirst()
                .orElseThrow(
                        () ->
                                new Refused(
                                        Reply.error(
                                                404, 40402, "Version " + wanted + " not found.")));
    }

    private Reply lookUp(Ask ask) {
        String text = schemaText(ask.json());
        return versionsOf(ask.at(1)).stream()
                .filter(it -> it.schema().equals(text))
                .findFirst()
                .map(it -> Reply.ok(shown(it)))
                .orElseGet(() -> Reply.error(404, 40403, "Schema not found"));
    }

    private Reply delete(Ask ask) throws IOException {
        boolean permanently = Boolean.parseBoolean(ask.query().getOrDefault("permanent", "false"));
        if (!permanently) {
            versionsOf(ask.at(1));
        }
        List<Integer> gone = schemas.delete(ask.at(1), permanently);
        return gone.isEmpty()
                ? Reply.error(404, 40401, "Subject '" + ask.at(1) + "' not found.")
                : Reply.ok(gone);
    }

    private Reply register(String subject, JsonNode body) throws IOException {
        String text = schemaText(body);
        boolean importing = body.has("id") && body.path("id").asInt() >= 0;
        boolean importMode = modes.of(subject).equals("IMPORT");
        if (importing && !importMode) {
            return refuse("Subject " + subject + " is not in import mode");
        }
        if (!importing && importMode) {
            return refuse("Subject " + subject + " is in import mode: give the schema's id");
        }
        for (Version version : schemas.liveOf(subject)) {
            if (version.schema().equals(text)
                    && (!importing || version.id() == body.path("id").asInt())) {
                return Reply.ok(Map.of("id", version.id()));
            }
        }
        int id =
                importing
                        ? body.path("id").asInt()
                        : schemas.sameText(text).map(Version::id).orElseGet(schemas::nextId);
        if (schemas.byId(id).filter(it -> !it.schema().equals(text)).isPresent()) {
            return refuse("Overwrite new schema with id " + id + " is not permitted.");
        }
        int version = body.path("version").asInt(0);
        schemas.add(
                new Version(
                        subject,
                        version > 0 ? version : schemas.nextVersion(subject),
                        id,
                        text,
                        false));
        return Reply.ok(Map.of("id", id));
    }

    private static Reply refuse(String message) {
        return Reply.error(422, Modes.NOT_PERMITTED, message);
    }

    /** The schema's text as Avro writes it, so that blanks and order of keys make no difference. */
    private static String schemaText(JsonNode body) {
        String type = body.path("schemaType").asText("AVRO");
        String schema = body.path("schema").asText("");
        if (!type.equals("AVRO")) {
            throw new Refused(Reply.error(422, 42201, "Invalid schema: type " + type));
        }
        try {
            return new Schema.Parser().parse(schema).toString();
        } catch (AvroRuntimeException | NullPointerException e) {
            // Avro's own answer to a name that is defined nowhere is a NullPointerException.
            throw new Refused(Reply.error(422, 42201, "Invalid schema: " + e.getMessage()));
        }
    }

    private static Map<String, Object> shown(Version version) {
        Map<String, Object> shown = new TreeMap<>();
        shown.put("subject", version.subject());
        shown.put("version", version.version());
        shown.put("id", version.id());
        shown.put("schema", version.schema());
        return shown;
    }

    private static Reply config(Ask ask) {
        if (ask.method().equals("GET")) {
            return Reply.ok(Map.of("compatibilityLevel", "NONE"));
        }
        String wanted = ask.json().path("compatibility").asText();
        if (!wanted.equals("NONE")) {
            return Reply.error(
                    422, 42203, "Invalid compatibility level: this stand-in knows NONE only");
        }
        return Reply.ok(Map.of("compatibility", "NONE"));
    }
}
