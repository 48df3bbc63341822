// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.worker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nightjar.sandbox.box.web.Reply;

/**
 * Whose product a folder holds, which a request for forced photometry does not say.
 *
 * @param visit the visit's id
 * @param detector the detector's number
 */
record Visited(long visit, int detector) {

    private static final String FILE = "visited.json";

    /** Notes it in the request's work folder. */
    static void note(JsonNode request) throws IOException {
        String json =
                Reply.JSON
                        .createObjectNode()
                        .put("visit", request.path("visit").asLong())
                        .put("detector", request.path("detector").asInt())
                        .toString();
        Files.writeString(Path.of(request.path("work").asText()).resolve(FILE), json);
    }

    static Visited of(Path work) throws IOException {
        JsonNode json = Reply.JSON.readTree(Files.readAllBytes(work.resolve(FILE)));
        return new Visited(json.path("visit").asLong(), json.path("detector").asInt());
    }
}
