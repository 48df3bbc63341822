// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nightjar.job.config.Configurations;
import nightjar.job.config.NightjarConfig;
import nightjar.sandbox.box.Observatory;

/**
 * What the bench's jobs are told: the shipped configuration, with the sandbox's addresses laid
 * over.
 *
 * @param box the neighbours
 * @param folder the object store's folder
 */
record BenchConfig(Observatory box, Path folder) {

    NightjarConfig of(BenchRun run) {
        return of(run, Map.of());
    }

    /** The same, with more laid over. */
    NightjarConfig of(BenchRun run, Map<String, String> more) {
        var lay = new LinkedHashMap<String, String>();
        lay.put("lineage", "bench-" + run.word());
        lay.put(
                "instrument.detectors",
                IntStream.range(0, BenchCamera.DETECTORS).boxed().toList().toString());
        lay.put("instrument.geometry", folder.resolve("nightjar/geometry.json").toUri().toString());
        for (var cluster : List.of("summit", "notifications", "alerts", "butler", "own")) {
            lay.put("kafka." + cluster + ".bootstrap", "\"" + box.kafka().address() + "\"");
            lay.put("kafka." + cluster + ".startFrom", "earliest");
        }
        for (var topic :
                List.of(
                        "nextVisit",
                        "nextVisitCanceled",
                        "objectCreated",
                        "alerts",
                        "butler",
                        "ledger",
                        "quarantine")) {
            lay.put("topics." + topic, run.word() + "-" + topic.toLowerCase(java.util.Locale.ROOT));
        }
        lay.put("registry.urls", "[\"" + box.desk().registry() + "\"]");
        lay.put("presence.url", box.desk().presence());
        lay.put("sattle.url", box.sattle().address());
        lay.put("snaps.presenceEvery", "30 s");
        if (!run.inMemory()) {
            lay.put("apdb.contactPoints", "[\"" + box.cassandra().address() + "\"]");
        }
        lay.put("apdb.keyspace", "bench");
        lay.put("apdb.claims", "bench_claims");
        lay.put("apdb.consistency", "ONE");
        lay.put("butler.root", "\"\"");
        lay.put("store.raws", folder.resolve("raw").toUri().toString().replaceAll("/$", ""));
        lay.put("store.templates", folder.toUri() + "nightjar/templates/index.json");
        lay.put("store.products", folder.toUri() + "nightjar/products");
        lay.put("store.plans", folder.toUri() + "nightjar/plans");
        lay.put("store.s3.accessKey", "\"\"");
        lay.put("store.s3.secretKey", "\"\"");
        lay.put("store.cache", box.folder().resolve("cache").toString());
        lay.put("store.scratch", box.folder().resolve("scratch").toString());
        lay.put("alerts.exactlyOnce", Boolean.toString(run.exactlyOnce()));
        lay.put("alerts.parallelism", "2");
        lay.putAll(more);
        var root = Path.of(System.getProperty("nightjar.root", "."));
        return Configurations.load(root.resolve("flink-conf/nightjar.yaml"), lay);
    }
}
