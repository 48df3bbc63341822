// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import nightjar.model.Loss;
import nightjar.model.Outcome;

/**
 * What a neighbour answered.
 *
 * @param status the HTTP status
 * @param body the whole body
 */
public record Answer(int status, byte[] body) {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    public Answer {
        requireNonNull(body, "body");
    }

    /** Whether the status says that the neighbour, not the question, is in trouble. */
    public boolean isNeighboursTrouble() {
        return status >= 500 || status == 408 || status == 429;
    }

    /**
     * The body as JSON; the reason of a loss names the neighbour, never quotes the body: it may
     * hold positions that policy forbids to log.
     */
    public Outcome<JsonNode> json(String neighbour) {
        try {
            var node = JSON.readTree(body);
            if (node != null && node.isContainerNode()) {
                return Outcome.done(node);
            }
        } catch (IOException e) {
            // Told below: the parser's own message would quote the body.
        }
        return Outcome.lost(
                Loss.transientTrouble(
                        neighbour + " answered " + body.length + " bytes that are not JSON"));
    }
}
