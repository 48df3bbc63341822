// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The keys that a configuration may leave out; all others must be there. */
final class LeftOut {

    private LeftOut() {}

    /** Puts log-ins that are none where they were left out. */
    static void fill(ObjectNode root) {
        root.path("kafka")
                .forEach(
                        cluster -> login(cluster, "protocol", "mechanism", "user", "passwordFile"));
        login(root.path("apdb"), "user", "passwordFile");
    }

    private static void login(JsonNode owner, String... words) {
        if (!(owner instanceof ObjectNode neighbour)) {
            return; // refused when it is read
        }
        if (!neighbour.hasNonNull("login")) {
            neighbour.putObject("login");
        }
        if (neighbour.path("login") instanceof ObjectNode login) {
            for (var word : words) {
                if (!login.hasNonNull(word)) {
                    login.put(word, "");
                }
            }
        }
    }
}
