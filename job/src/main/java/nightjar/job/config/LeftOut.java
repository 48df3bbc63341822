// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The keys that a configuration may leave out; all others must be there. */
final class LeftOut {

    private LeftOut() {}

    /** Puts what is none where it was left out. */
    static void fill(ObjectNode root) {
        root.path("kafka")
                .forEach(
                        cluster -> login(cluster, "protocol", "mechanism", "user", "passwordFile"));
        login(root.path("apdb"), "user", "passwordFile");
        if (root.path("instrument") instanceof ObjectNode camera
                && !camera.hasNonNull("detectorLists")) {
            camera.putArray("detectorLists");
        }
        pipelines(root);
        mpsky(root);
        butler(root);
    }

    private static void mpsky(ObjectNode root) {
        if (!root.hasNonNull("mpsky")) {
            root.putObject("mpsky");
        }
        if (root.path("mpsky") instanceof ObjectNode mpsky && !mpsky.hasNonNull("url")) {
            mpsky.put("url", "");
        }
    }

    /** The types are those that upstream exports, too. */
    private static void butler(ObjectNode root) {
        if (root.path("butler") instanceof ObjectNode butler) {
            if (!butler.hasNonNull("types")) {
                butler.putArray("types")
                        .add("difference_image")
                        .add("dia_(source|object|forced_source)_apdb");
            }
            if (!butler.hasNonNull("observations")) {
                butler.put("observations", true);
            }
            if (!butler.hasNonNull("manifest")) {
                butler.put("manifest", "");
            }
        }
    }

    private static void pipelines(ObjectNode root) {
        if (!root.hasNonNull("pipelines")) {
            root.putObject("pipelines");
        }
        if (root.path("pipelines") instanceof ObjectNode pipelines) {
            for (var word : List.of("main", "preprocessing")) {
                if (!pipelines.hasNonNull(word)) {
                    pipelines.put(word, "");
                }
            }
            if (!pipelines.hasNonNull("engines")) {
                pipelines.putObject("engines");
            }
        }
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
