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
        no(root.path("alerts"), "olderAllowed", "handOver");
        text(root.path("imaging"), "calibrations", "");
        pipelines(root);
        wires(root);
        butler(root);
    }

    /** Whom to trust is told once for all who name nobody; nobody is told who we are by default. */
    private static void wires(ObjectNode root) {
        object(root, "security");
        text(root.path("security"), "authorities", "");
        if (root.path("security") instanceof ObjectNode security
                && !security.hasNonNull("plaintext")) {
            security.putArray("plaintext");
        }
        object(root, "mpsky");
        text(root.path("mpsky"), "url", "");
        var trusted = root.path("security").path("authorities").asText("");
        for (var name : List.of("registry", "presence", "sattle", "mpsky", "sasquatch")) {
            text(root.path(name), "authorization", "");
            text(root.path(name), "authorities", trusted);
        }
        text(root.path("store").path("s3"), "authorities", trusted);
        text(root.path("apdb"), "authorities", trusted);
        if (root.path("apdb") instanceof ObjectNode apdb && !apdb.hasNonNull("tls")) {
            apdb.put("tls", false);
        }
        root.path("kafka").forEach(cluster -> trust(cluster, trusted));
    }

    /** In Kafka's own words, unless there are some already. */
    private static void trust(JsonNode cluster, String trusted) {
        if (!trusted.isEmpty()
                && cluster.path("login").path("protocol").asText("").endsWith("SSL")
                && cluster.path("properties") instanceof ObjectNode properties
                && !properties.hasNonNull("ssl.truststore.location")) {
            properties.put("ssl.truststore.type", "PEM");
            properties.put("ssl.truststore.location", trusted);
        }
    }

    private static void object(ObjectNode owner, String word) {
        if (!owner.hasNonNull(word)) {
            owner.putObject(word);
        }
    }

    private static void no(JsonNode owner, String... words) {
        for (var word : words) {
            if (owner instanceof ObjectNode object && !object.hasNonNull(word)) {
                object.put(word, false);
            }
        }
    }

    /** Empty counts as left out. */
    private static void text(JsonNode owner, String word, String value) {
        if (owner instanceof ObjectNode object && object.path(word).asText("").isEmpty()) {
            object.put(word, value);
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
