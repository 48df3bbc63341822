// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightjar.job.config.ConfigurationException;
import nightjar.job.config.Configurations;
import nightjar.job.config.NightjarConfig;
import nightjar.job.config.Overrides;
import nightjar.sandbox.box.KafkaBox;
import nightjar.sandbox.box.Observatory;
import nightjar.sandbox.box.StoreBox;

/**
 * The demo's configuration: the annotated example of flink-conf, laid over with the sandbox's
 * places.
 */
final class DemoConfig {

    /** The topic that Ceph's notifications appear on. */
    static final String NOTIFICATIONS = "sandbox-notification-1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private DemoConfig() {}

    static NightjarConfig of(
            Night night, Observatory box, Optional<SecureWires> secure, DemoOptions options)
            throws IOException, InterruptedException {
        var lay = placeless(night, options);
        kafka(lay, box);
        if (options.login) {
            logins(lay, box);
        }
        store(lay, box);
        if (night.isLarge()) {
            lay.put("imaging.calibrations", calibrations(box).toString());
        }
        lay.put("registry.urls", List.of(box.desk().registry()));
        lay.put("presence.url", box.desk().presence());
        lay.put("sattle.url", box.sattle().address());
        lay.put("mpsky.url", box.desk().mpsky());
        lay.put("sasquatch.url", box.desk().sasquatch());
        lay.put("apdb.contactPoints", List.of(box.cassandra().address()));
        if (secure.isPresent()) {
            secure.get().lay(lay);
        }
        return load(lay, options);
    }

    /**
     * Refuses what was told wrongly before there are neighbours: the example's places stand for
     * theirs.
     *
     * @throws ConfigurationException naming the key
     */
    static void check(Night night, DemoOptions options) {
        load(placeless(night, options), options);
    }

    private static Map<String, Object> placeless(Night night, DemoOptions options) {
        Map<String, Object> lay = new LinkedHashMap<>();
        camera(lay, night);
        timing(lay);
        lay.put("sasquatch.namespace", "lsst.prompt.sandbox");
        lay.put("apdb.keyspace", "pp_apdb_sandbox");
        lay.put("apdb.consistency", "ONE");
        lay.put("apdb.replication", 1);
        lay.put("imaging.workers", 2);
        lay.put("imaging.heapMiB", night.isLarge() ? 2048 : 768);
        if (night.isLarge()) {
            lay.put("limits.difference.deadline", "10 min");
        }
        lay.put("imaging.command", PythonWorker.commandFor(options));
        lay.put("alerts.parallelism", 2);
        lay.put("alerts.transactionTimeout", "10 min");
        lay.put("butler.root", "s3://nightjar/butler");
        return lay;
    }

    private static NightjarConfig load(Map<String, Object> lay, DemoOptions options) {
        var overrides = new LinkedHashMap<String, String>();
        lay.forEach((key, value) -> overrides.put(key, json(value)));
        overrides.putAll(told(options));
        var root = Path.of(System.getProperty("nightjar.root", "."));
        return Configurations.load(root.resolve("flink-conf/nightjar.yaml"), overrides);
    }

    private static void camera(Map<String, Object> lay, Night night) {
        lay.put("lineage", "demo");
        lay.put("release", 0);
        lay.put("instrument.name", night.instrument());
        lay.put("instrument.detectors", night.detectors());
        lay.put("instrument.geometry", "s3://nightjar/" + Geometries.KEY);
        lay.put("instrument.bands", night.bands());
    }

    /** Shorter waits than at an observatory: nobody watches a demo for two minutes in vain. */
    private static void timing(Map<String, Object> lay) {
        lay.put("snaps.imageTimeout", "14 s");
        lay.put("snaps.unannounced", "15 s");
        lay.put("snaps.presenceEvery", "2 s");
        lay.put("snaps.identifyWithin", "60 s");
    }

    private static void kafka(Map<String, Object> lay, Observatory box) {
        for (var cluster : List.of("summit", "notifications", "alerts", "butler", "own")) {
            lay.put("kafka." + cluster + ".bootstrap", box.kafka().address());
            lay.put("kafka." + cluster + ".startFrom", "earliest");
        }
        lay.put("topics.objectCreated", "sandbox-notification-[0-9]+");
    }

    private static void logins(Map<String, Object> lay, Observatory box) {
        var password = secret(box.folder().resolve("secrets"), "kafka-password", KafkaBox.PASSWORD);
        for (var cluster : List.of("summit", "notifications", "alerts", "butler", "own")) {
            var alerts = cluster.equals("alerts");
            lay.put("kafka." + cluster + ".bootstrap", box.kafka().loginAddress());
            lay.put(
                    "kafka." + cluster + ".login",
                    Map.of(
                            "protocol",
                            "SASL_PLAINTEXT",
                            "mechanism",
                            alerts ? "SCRAM-SHA-512" : "PLAIN",
                            "user",
                            KafkaBox.USER,
                            "passwordFile",
                            password));
        }
    }

    private static void store(Map<String, Object> lay, Observatory box) {
        var secrets = box.folder().resolve("secrets");
        lay.put("store.s3.endpoint", box.store().address());
        lay.put("store.s3.accessKey", secret(secrets, "s3-access", StoreBox.ACCESS_KEY));
        lay.put("store.s3.secretKey", secret(secrets, "s3-secret", StoreBox.SECRET_KEY));
        lay.put("store.raws", "s3://raw");
        lay.put("store.templates", "s3://nightjar/templates/index.json");
        lay.put("store.products", "s3://nightjar/products");
        lay.put("store.plans", "s3://nightjar/plans");
        lay.put("store.cache", box.folder().resolve("cache").toString());
        lay.put("store.cacheMiB", 2000);
        lay.put("store.scratch", box.folder().resolve("scratch").toString());
    }

    static Path calibrations(Observatory box) {
        return box.folder().resolve("calibrations");
    }

    private static String secret(Path folder, String name, String value) {
        try {
            Files.createDirectories(folder);
            return Files.writeString(folder.resolve(name), value).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> told(DemoOptions options) {
        return Overrides.of(options.overrides);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
