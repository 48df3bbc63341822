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

    /**
     * Whether the status says that no question would be answered just now: the neighbour is in
     * trouble, or does not know us.
     */
    public boolean isNeighboursTrouble() {
        return status >= 500 || status == 408 || status == 429 || isOfAStranger();
    }

    /** Whether the neighbour refuses who we say we are, not what we ask. */
    public boolean isOfAStranger() {
        return status == 401 || status == 403;
    }

    /** What to do about the status, to follow its number; empty where that is not known. */
    public String advice() {
        return isOfAStranger() ? " (it does not know us: look at its authorization file)" : "";
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
