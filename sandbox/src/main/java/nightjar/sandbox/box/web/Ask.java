// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A request.
 *
 * @param method GET, PUT …
 * @param path decoded path segments, without empty ones
 * @param query decoded query parameters, the last of a name
 * @param contentType the body's, empty if none is given
 * @param body the body as text (UTF-8)
 */
public record Ask(
        String method,
        List<String> path,
        Map<String, String> query,
        String contentType,
        String body) {

    public Ask {
        path = List.copyOf(path);
        query = Map.copyOf(query);
    }

    /** Method and number of path segments and first segment match. */
    public boolean is(String wantedMethod, int segments, String first) {
        return method.equals(wantedMethod) && path.size() == segments && path.get(0).equals(first);
    }

    /** The i-th path segment. */
    public String at(int i) {
        return path.get(i);
    }

    /** The body as a JSON object; {@link Refused} with status 400 when it is none. */
    public JsonNode json() {
        try {
            JsonNode node = Reply.JSON.readTree(body);
            if (node == null || !node.isObject()) {
                throw new Refused(Reply.error(400, 400, "the body is no JSON object"));
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new Refused(
                    Reply.error(400, 400, "the body is no JSON: " + e.getOriginalMessage()));
        }
    }
}
