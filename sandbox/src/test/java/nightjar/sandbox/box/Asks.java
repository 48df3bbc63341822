// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import nightjar.sandbox.box.web.Ask;
import nightjar.sandbox.box.web.Refused;
import nightjar.sandbox.box.web.Reply;

/** Puts requests to a handler as the web server does, without one. */
public final class Asks {

    private final Function<Ask, Reply> handler;

    public Asks(Function<Ask, Reply> handler) {
        this.handler = handler;
    }

    /** A reply as a client sees it. */
    public record Seen(int status, JsonNode body) {}

    public Seen get(String path) {
        return ask("GET", path, "", "");
    }

    public Seen put(String path, String json) {
        return ask("PUT", path, "application/json", json);
    }

    public Seen post(String path, String json) {
        return ask("POST", path, "application/json", json);
    }

    public Seen ask(String method, String path, String contentType, String body) {
        var segments =
                Arrays.stream(path.split("/", -1)).filter(segment -> !segment.isEmpty()).toList();
        Reply reply;
        try {
            reply = handler.apply(new Ask(method, segments, Map.of(), contentType, body));
        } catch (Refused refused) {
            reply = refused.reply();
        }
        return new Seen(reply.status(), Reply.JSON.valueToTree(reply.body()));
    }
}
