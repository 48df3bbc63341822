// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import nightjar.connectors.apdb.ApdbSchema;
import nightjar.connectors.apdb.ApdbSettings;
import nightjar.connectors.apdb.CassandraSessions;
import nightjar.connectors.apdb.ClaimStore;
import nightjar.connectors.store.Stores;
import nightjar.connectors.turns.CassandraTurns;
import nightjar.job.NightjarJob;
import nightjar.job.Settings;
import nightjar.job.config.Configurations;
import nightjar.job.config.NightjarConfig;
import nightjar.job.demo.LedgerReader;
import nightjar.job.demo.LocalCluster;
import nightjar.job.demo.Percentiles;
import nightjar.job.demo.Telescope;
import nightjar.job.doors.Opening;
import nightjar.job.doors.ProductionDoors;
import nightjar.model.ids.TimePartition;
import nightjar.model.time.Tai;
import nightjar.sandbox.box.Neighbour;
import nightjar.sandbox.box.Observatory;
import nightjar.sandbox.box.Options;
import nightjar.sandbox.camera.CephNotification;
import nightjar.sandbox.camera.NamedBytes;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One sandbox, one job after another, two loads each. */
final class StreamBench implements AutoCloseable {

    private static final long PATIENCE_S = 60;

    /** One way to run the job. */
    record Run(boolean exactlyOnce, boolean inMemory) {
        String mode() {
            return exactlyOnce ? "exactly-once" : "at-least-once";
        }

        String apdb() {
            return inMemory ? "in-memory" : "cassandra";
        }

        String name() {
            return mode() + " " + apdb();
        }

        String word() {
            return (exactlyOnce ? "eo" : "alo") + (inMemory ? "-mem" : "-cas");
        }
    }

    /**
     * What one load came to.
     *
     * @param missing visit-detectors whose alerts did not all come in time
     */
    record Figure(
            String mode,
            String apdb,
            String load,
            int visitDetectors,
            double sustainedPerSecond,
            double p50Ms,
            double p99Ms,
            double bytesAnAlert,
            int missing) {}

    private final Observatory box;
    private final Path folder;
    private final Consumer<String> say;

    private StreamBench(Observatory box, Path folder, Consumer<String> say) {
        this.box = box;
        this.folder = folder;
        this.say = say;
    }

    static List<Run> runs() {
        return List.of(
                new Run(false, false),
                new Run(true, false),
                new Run(false, true),
                new Run(true, true));
    }

    static StreamBench open(Consumer<String> say) throws IOException, InterruptedException {
        var box =
                Observatory.start(
                        EnumSet.of(
                                Neighbour.KAFKA,
                                Neighbour.CASSANDRA,
                                Neighbour.DESK,
                                Neighbour.SATTLE),
                        Options.forTests(),
                        line -> say.accept("  " + line));
        var folder = Files.createDirectories(box.folder().resolve("objects"));
        try (var session =
                CassandraSessions.openForSchema(
                        List.of(box.cassandra().address()), "datacenter1")) {
            int now = TimePartition.of(Tai.mjdTaiOfUtcMillis(System.currentTimeMillis()), 30);
            ApdbSchema.create(session, "bench", 1, ApdbSettings.standard(now - 1, now));
            ClaimStore.create(session, "bench_claims", 1);
            session.execute(CassandraTurns.ddl("bench_claims"));
        }
        return new StreamBench(box, folder, say);
    }

    List<Figure> measure(Run run, int bursts, int every, int flat) throws Exception {
        say.accept("measuring " + run.name());
        var config = config(run);
        topics(config);
        var camera = new BenchCamera(folder);
        Opening opening =
                run.inMemory() ? BenchNeighbours::inMemory : BenchNeighbours::withCassandra;
        int base = 1 + runs().indexOf(run) * 500;
        camera.furnish(base, bursts + flat + 1);
        try (var cluster =
                        LocalCluster.start(
                                "bench " + run.word(),
                                box.folder().resolve("flink-" + run.word()),
                                env ->
                                        NightjarJob.describe(
                                                env,
                                                new ProductionDoors(config, opening),
                                                Settings.of(config)));
                var watcher = new Watcher(box.kafka().address(), config.topics().alerts());
                var crowd = new Crowd(run, config, camera, watcher)) {
            if (crowd.play(base, 1, 0).missing() > 0) {
                return List.of();
            }
            cluster.checkAlive();
            var burst = crowd.play(base + 1, bursts, every);
            var flatOut = crowd.play(base + 1 + bursts, flat, 0);
            return List.of(burst, flatOut);
        }
    }

    private void topics(NightjarConfig config) throws IOException, InterruptedException {
        var topics = new LinkedHashMap<String, Integer>();
        topics.put(config.topics().nextVisit(), 1);
        topics.put(config.topics().nextVisitCanceled(), 1);
        topics.put(config.topics().objectCreated(), 4);
        topics.put(config.topics().alerts(), 4);
        topics.put(config.topics().butler(), 1);
        topics.put(config.topics().ledger(), 1);
        topics.put(config.topics().quarantine(), 1);
        box.kafka().createTopics(topics);
    }

    private NightjarConfig config(Run run) {
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
        lay.put("apdb.contactPoints", "[\"" + box.cassandra().address() + "\"]");
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
        var root = Path.of(System.getProperty("nightjar.root", "."));
        return Configurations.load(root.resolve("flink-conf/nightjar.yaml"), lay);
    }

    @Override
    public void close() {
        box.close();
    }

    /** Plays visits of 189 notifications. */
    private final class Crowd implements AutoCloseable {
        private final Run run;
        private final NightjarConfig config;
        private final BenchCamera camera;
        private final Watcher watcher;
        private final Telescope telescope;
        private final Stores store = Stores.ofFiles(box.folder().resolve("crowd-cache"), 1 << 20);
        private final KafkaProducer<byte[], byte[]> producer;

        Crowd(Run run, NightjarConfig config, BenchCamera camera, Watcher watcher) {
            this.run = run;
            this.config = config;
            this.camera = camera;
            this.watcher = watcher;
            var topics = config.topics();
            telescope =
                    new Telescope(
                            new Telescope.Desk(
                                    box.kafka().address(),
                                    box.desk().registry(),
                                    box.desk().presence(),
                                    topics.nextVisit(),
                                    topics.nextVisitCanceled(),
                                    topics.objectCreated(),
                                    "raw"),
                            store);
            producer =
                    new KafkaProducer<>(
                            Map.of("bootstrap.servers", box.kafka().address(), "linger.ms", "1"),
                            new ByteArraySerializer(),
                            new ByteArraySerializer());
        }

        /** Visits a burst each, {@code every} seconds apart; all at once when that is 0. */
        Figure play(int first, int visits, int every) throws Exception {
            for (int i = 0; i < visits; i++) {
                camera.put(run.word(), first + i);
                announce(first + i);
            }
            TimeUnit.SECONDS.sleep(3);
            int before = watcher.done();
            long start = System.nanoTime();
            for (int i = 0; i < visits; i++) {
                sleepUntil(start + TimeUnit.SECONDS.toNanos((long) i * every));
                burst(first + i, every > 0);
            }
            int wanted = before + visits * BenchCamera.DETECTORS;
            long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
            while (watcher.done() < wanted && System.nanoTime() < giveUp) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            int missing = wanted - watcher.done();
            if (missing > 0) {
                explain(missing);
            }
            return figure(first, visits, every, missing);
        }

        /** Says what the ledger and the quarantine know about what did not come. */
        private void explain(int missing) throws InterruptedException {
            say.accept("  " + missing + " visit-detectors without alerts:");
            var topics = config.topics();
            try (var books =
                    new LedgerReader(box.kafka().address(), topics.ledger(), topics.quarantine())) {
                TimeUnit.SECONDS.sleep(3);
                var whys = new java.util.TreeMap<String, Integer>();
                books.entries()
                        .values()
                        .forEach(
                                e ->
                                        whys.merge(
                                                e.path("ending").asText()
                                                        + " at "
                                                        + e.path("stage").asText()
                                                        + ": "
                                                        + e.path("why").asText(),
                                                1,
                                                Integer::sum));
                books.quarantined()
                        .values()
                        .forEach(
                                q ->
                                        whys.merge(
                                                "quarantined: " + q.path("reason").asText(),
                                                1,
                                                Integer::sum));
                whys.entrySet().stream()
                        .limit(10)
                        .forEach(why -> say.accept("    " + why.getValue() + " x " + why.getKey()));
            }
        }

        private Figure figure(int first, int visits, int every, int missing) {
            long from = BenchCamera.exposure(first);
            long to = BenchCamera.exposure(first + visits - 1);
            var latency = Percentiles.of(watcher.latenciesMs(from, to));
            return new Figure(
                    run.mode(),
                    run.apdb(),
                    every > 0 ? "burst" : "flat",
                    latency.count(),
                    latency.count() / watcher.spanSeconds(from, to),
                    latency.p50(),
                    latency.p99(),
                    watcher.bytesAnAlert(),
                    missing);
        }

        private void burst(int sequence, boolean spread)
                throws InterruptedException, ExecutionException {
            var sent = new ArrayList<Future<?>>();
            long start = System.nanoTime();
            for (int detector = 0; detector < BenchCamera.DETECTORS; detector++) {
                if (spread) {
                    sleepUntil(
                            start
                                    + TimeUnit.MILLISECONDS.toNanos(
                                            detector * 2000L / BenchCamera.DETECTORS));
                }
                var raw =
                        new NamedBytes(
                                BenchCamera.key(sequence, detector, ".fits"), new byte[2880]);
                watcher.published(BenchCamera.exposure(sequence), detector);
                sent.add(
                        producer.send(
                                new ProducerRecord<>(
                                        config.topics().objectCreated(),
                                        CephNotification.created("raw", raw, Instant.now()))));
            }
            for (var each : sent) {
                each.get();
            }
        }

        private void announce(int sequence) {
            double now = Tai.unixTaiOfUtcMillis(System.currentTimeMillis());
            var boresight = BenchSky.boresight(BenchCamera.exposure(sequence));
            var fields = new HashMap<String, Object>();
            fields.put("private_sndStamp", now);
            fields.put("private_efdStamp", now - 37);
            fields.put("salIndex", 1L);
            fields.put("scriptSalIndex", (long) sequence);
            fields.put("groupId", BenchCamera.group(run.word(), sequence));
            fields.put("coordinateSystem", 2L);
            fields.put("position", List.of(boresight[0], boresight[1]));
            fields.put("startTime", now);
            fields.put("rotationSystem", 2L);
            fields.put("filters", "r_57");
            fields.put("duration", 300.0);
            fields.put("nimages", 1L);
            fields.put("instrument", "LSSTCam");
            fields.put("survey", "BENCH");
            telescope.announce(fields);
        }

        private void sleepUntil(long nanos) throws InterruptedException {
            long left = nanos - System.nanoTime();
            if (left > 0) {
                TimeUnit.NANOSECONDS.sleep(left);
            }
        }

        @Override
        public void close() {
            producer.close();
            telescope.close();
            store.close();
        }
    }
}
