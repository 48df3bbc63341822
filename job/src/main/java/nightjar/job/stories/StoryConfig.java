// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import nightjar.job.config.Configurations;
import nightjar.job.config.NightjarConfig;
import nightjar.job.demo.Geometries;
import nightjar.sandbox.box.Observatory;
import nightjar.sandbox.camera.SandboxCam;
import nightjar.sandbox.worker.StoryWorker;

/**
 * What the job of a story is told: the shipped configuration, with the sandbox's addresses and the
 * run's own names laid over.
 *
 * @param box the neighbours
 * @param run the run's name, which is in all of its names
 * @param seed of the night
 * @param orders the folder of orders for image workers
 */
record StoryConfig(Observatory box, String run, long seed, Path orders) {

    private static final List<String> CLUSTERS =
            List.of("summit", "notifications", "alerts", "butler", "own");
    private static final List<String> TOPICS =
            List.of("nextVisit", "nextVisitCanceled", "alerts", "butler", "ledger", "quarantine");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The topic that Ceph's notifications appear on. */
    static String notifications(String run) {
        return run + "-notification-1";
    }

    /**
     * The configuration.
     *
     * @param settings what the story wants to be otherwise, dotted key → YAML value
     */
    NightjarConfig with(Map<String, String> settings) {
        Map<String, Object> lay = new LinkedHashMap<>();
        camera(lay);
        kafka(lay);
        neighbours(lay);
        store(lay);
        var overrides = new LinkedHashMap<String, String>();
        lay.forEach((key, value) -> overrides.put(key, json(value)));
        overrides.putAll(settings);
        return Configurations.load(root().resolve("flink-conf/nightjar.yaml"), overrides);
    }

    static Path root() {
        return Path.of(System.getProperty("nightjar.root", "."));
    }

    private void camera(Map<String, Object> lay) {
        lay.put("lineage", run);
        lay.put("release", 0);
        lay.put("instrument.name", SandboxCam.INSTRUMENT);
        lay.put("instrument.detectors", IntStream.range(0, StoryNight.DETECTORS).boxed().toList());
        lay.put("instrument.geometry", "s3://nightjar/" + Geometries.KEY);
        lay.put("instrument.bands", Map.of(SandboxCam.PHYSICAL_FILTER, SandboxCam.BAND));
        lay.put("snaps.imageTimeout", "90 s");
        lay.put("snaps.unannounced", "60 s");
        lay.put("snaps.presenceEvery", "10 s");
        // An outage must not end the wait for an earlier visit: then histories would differ.
        lay.put("order.patience", "4 min");
        lay.put("imaging.command", StoryWorker.command(seed, orders));
        lay.put("imaging.workers", 2);
    }

    private void kafka(Map<String, Object> lay) {
        for (var cluster : CLUSTERS) {
            lay.put("kafka." + cluster + ".bootstrap", box.kafka().address());
            lay.put("kafka." + cluster + ".startFrom", "earliest");
        }
        for (var topic : TOPICS) {
            lay.put("topics." + topic, run + "-" + topic.toLowerCase(Locale.ROOT));
        }
        lay.put("topics.objectCreated", run + "-notification-[0-9]+");
        lay.put("alerts.parallelism", 2);
        lay.put("alerts.transactionTimeout", "10 min");
    }

    private void neighbours(Map<String, Object> lay) {
        lay.put("registry.urls", List.of(box.desk().registry()));
        lay.put("presence.url", box.desk().presence());
        lay.put("sattle.url", box.sattle().address());
        lay.put("apdb.contactPoints", List.of(box.cassandra().address()));
        lay.put("apdb.keyspace", keyspace());
        lay.put("apdb.claims", keyspace() + "_claims");
        lay.put("apdb.consistency", "ONE");
        lay.put("apdb.replication", 1);
    }

    private String keyspace() {
        return run.replace('-', '_');
    }

    private void store(Map<String, Object> lay) {
        var secrets = box.folder().resolve("secrets");
        lay.put("store.s3.endpoint", box.store().address());
        lay.put("store.s3.accessKey", secrets.resolve("s3-access").toString());
        lay.put("store.s3.secretKey", secrets.resolve("s3-secret").toString());
        lay.put("store.raws", "s3://raw");
        lay.put("store.templates", "s3://nightjar/templates/index.json");
        lay.put("store.products", "s3://nightjar/" + run + "/products");
        lay.put("store.plans", "s3://nightjar/" + run + "/plans");
        lay.put("store.cache", box.folder().resolve("cache").toString());
        lay.put("store.cacheMiB", 200);
        lay.put("store.scratch", box.folder().resolve("scratch").toString());
        // Results without pixels have no difference image.
        lay.put("butler.types", List.of("dia_.*_apdb"));
        lay.put("butler.root", "s3://nightjar/" + run + "/butler");
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
