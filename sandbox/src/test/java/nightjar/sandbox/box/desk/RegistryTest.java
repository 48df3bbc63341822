// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import nightjar.sandbox.box.Asks;
import nightjar.sandbox.box.Asks.Seen;
import nightjar.sandbox.box.web.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {

    private static final String NOTE =
            "{\"type\": \"record\", \"name\": \"Note\", \"fields\": [{\"name\": \"a\", \"type\": \"int\"}]}";
    private static final String OTHER = NOTE.replace("int", "long");

    private Asks registry;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        registry = new Asks(new Registry(folder.resolve("registry.json"))::answer);
    }

    private Seen register(String subject, String schema) {
        return registry.post("/subjects/" + subject + "/versions", body(schema).toString());
    }

    private static ObjectNode body(String schema) {
        return Reply.JSON.createObjectNode().put("schema", schema);
    }

    private static void assertError(Seen seen, int status, int code) {
        assertThat(seen.status()).isEqualTo(status);
        assertThat(seen.body().path("error_code").asInt()).isEqualTo(code);
        assertThat(seen.body().path("message").asText()).isNotEmpty();
    }

    @Test
    void aSchemaIsFoundByTheIdItGot() {
        int id = register("notes-value", NOTE).body().path("id").asInt();

        Seen seen = registry.get("/schemas/ids/" + id);

        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.body().path("schema").asText())
                .isEqualTo(
                        "{\"type\":\"record\",\"name\":\"Note\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}");
    }

    @Test
    void theSameSchemaGetsTheSameIdAndVersion() {
        int first = register("notes-value", NOTE).body().path("id").asInt();
        int again = register("notes-value", NOTE.replace(" ", "")).body().path("id").asInt();
        int elsewhere = register("others-value", NOTE).body().path("id").asInt();

        assertThat(again).isEqualTo(first);
        assertThat(elsewhere).isEqualTo(first);
        assertThat(registry.get("/subjects/notes-value/versions").body()).hasToString("[1]");
        assertThat(registry.get("/subjects").body())
                .hasToString("[\"notes-value\",\"others-value\"]");
    }

    @Test
    void versionsCountUpAndTheLatestIsTheHighest() {
        register("notes-value", NOTE);
        int second = register("notes-value", OTHER).body().path("id").asInt();

        Seen latest = registry.get("/subjects/notes-value/versions/latest");

        assertThat(latest.body().path("version").asInt()).isEqualTo(2);
        assertThat(latest.body().path("id").asInt()).isEqualTo(second);
        assertThat(registry.get("/subjects/notes-value/versions/1").body().path("schema").asText())
                .contains("int");
    }

    @Test
    void rubinsAlertSchemaIsImportedWithItsOwnIdAndVersion() {
        assertThat(registry.put("/mode/alert-packet", "{\"mode\": \"IMPORT\"}").status())
                .isEqualTo(200);
        String packet = body(NOTE).put("id", 1100).put("version", 1100).toString();

        Seen made = registry.post("/subjects/alert-packet/versions", packet);
        registry.put("/mode/alert-packet", "{\"mode\": \"READWRITE\"}");

        assertThat(made.body()).hasToString("{\"id\":1100}");
        assertThat(registry.get("/subjects/alert-packet/versions").body()).hasToString("[1100]");
        assertThat(registry.get("/schemas/ids/1100").status()).isEqualTo(200);
        assertThat(registry.get("/mode/alert-packet").body().path("mode").asText())
                .isEqualTo("READWRITE");
    }

    @Test
    void anIdOfOnesOwnNeedsImportMode() {
        String packet = body(NOTE).put("id", 1100).toString();

        assertError(registry.post("/subjects/alert-packet/versions", packet), 422, 42205);
    }

    @Test
    void anIdIsNeverGivenToAnotherSchema() {
        registry.put("/mode", "{\"mode\": \"IMPORT\"}");
        registry.post("/subjects/a/versions", body(NOTE).put("id", 7).toString());

        assertError(
                registry.post("/subjects/b/versions", body(OTHER).put("id", 7).toString()),
                422,
                42205);
    }

    @Test
    void whatIsNotThereIsNamedByConfluentsCodes() {
        register("notes-value", NOTE);

        assertError(registry.get("/schemas/ids/99"), 404, 40403);
        assertError(registry.get("/subjects/none/versions"), 404, 40401);
        assertError(registry.get("/subjects/notes-value/versions/9"), 404, 40402);
        assertError(registry.get("/subjects/notes-value/versions/zero"), 422, 42202);
        assertError(registry.post("/subjects/none", body(NOTE).toString()), 404, 40401);
        assertError(registry.post("/subjects/notes-value", body(OTHER).toString()), 404, 40403);
        assertError(registry.get("/mode/notes-value"), 404, 40409);
        assertError(register("bad", "{\"type\": \"recor\"}"), 422, 42201);
    }

    @Test
    void aSchemaIsLookedUpByItsText() {
        int id = register("notes-value", NOTE).body().path("id").asInt();

        Seen seen = registry.post("/subjects/notes-value", body(NOTE).toString());

        assertThat(seen.body().path("id").asInt()).isEqualTo(id);
        assertThat(seen.body().path("version").asInt()).isEqualTo(1);
        assertThat(seen.body().path("subject").asText()).isEqualTo("notes-value");
    }

    @Test
    void compatibilityIsNoneAndStaysSo() {
        assertThat(registry.get("/config").body().path("compatibilityLevel").asText())
                .isEqualTo("NONE");
        assertThat(registry.put("/config", "{\"compatibility\": \"NONE\"}").status())
                .isEqualTo(200);
        assertError(registry.put("/config", "{\"compatibility\": \"BACKWARD\"}"), 422, 42203);
    }

    @Test
    void aSubjectIsDeletedSoftlyThenForGood() {
        int id = register("notes-value", NOTE).body().path("id").asInt();

        assertThat(registry.ask("DELETE", "/subjects/notes-value", "", "").body())
                .hasToString("[1]");
        assertThat(registry.get("/subjects").body()).isEmpty();
        assertThat(registry.get("/schemas/ids/" + id).status()).isEqualTo(200);
    }

    @Test
    void schemasSurviveARestart(@TempDir Path other) throws IOException {
        start(other);
        int id = register("notes-value", NOTE).body().path("id").asInt();
        start(other);

        assertThat(registry.get("/schemas/ids/" + id).status()).isEqualTo(200);
    }
}
