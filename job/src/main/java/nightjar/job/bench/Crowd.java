// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nightjar.connectors.store.Stores;
import nightjar.job.config.NightjarConfig;
import nightjar.job.demo.LedgerReader;
import nightjar.job.demo.Percentiles;
import nightjar.job.demo.Telescope;
import nightjar.model.time.Tai;
import nightjar.sandbox.box.Observatory;
import nightjar.sandbox.camera.CephNotification;
import nightjar.sandbox.camera.NamedBytes;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Plays visits of 189 notifications each, and waits for their alerts. */
final class Crowd implements AutoCloseable {
    private static final long PATIENCE_S = 120;

    /** The summit announces a visit at least so long before its first exposure. */
    static final long LEAD_S = 20;

    private final Observatory box;
    private final Consumer<String> say;
    private final BenchRun run;
    private final NightjarConfig config;
    private final BenchCamera camera;
    private final Watcher watcher;
    private final Telescope telescope;
    private final Stores store;
    private final KafkaProducer<byte[], byte[]> producer;

    Crowd(
            Observatory box,
            BenchRun run,
            NightjarConfig config,
            BenchCamera camera,
            Watcher watcher,
            Consumer<String> say) {
        this.box = box;
        this.say = say;
        this.run = run;
        this.config = config;
        this.camera = camera;
        this.watcher = watcher;
        store = Stores.ofFiles(box.folder().resolve("crowd-cache"), 1 << 20);
        var topics = config.topics();
        telescope =
                new Telescope(
                        new Telescope.Desk(
                                box.kafka().address(),
                                box.desk().registry(),
                                box.desk().presence(),
                                box.desk().mpsky(),
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
    BenchFigure play(int first, int visits, int every) throws Exception {
        return play(first, visits, every, PATIENCE_S);
    }

    BenchFigure play(int first, int visits, int every, long patienceS) throws Exception {
        for (int i = 0; i < visits; i++) {
            camera.put(run.word(), first + i);
            announce(first + i);
        }
        TimeUnit.SECONDS.sleep(LEAD_S);
        int before = watcher.done();
        long start = System.nanoTime();
        for (int i = 0; i < visits; i++) {
            sleepUntil(start + TimeUnit.SECONDS.toNanos((long) i * every));
            burst(first + i, every > 0);
        }
        int wanted = before + visits * BenchCamera.DETECTORS;
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(patienceS);
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

    private BenchFigure figure(int first, int visits, int every, int missing) {
        long from = BenchCamera.exposure(first);
        long to = BenchCamera.exposure(first + visits - 1);
        var latency = Percentiles.of(watcher.latenciesMs(from, to));
        return new BenchFigure(
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
            var raw = new NamedBytes(BenchCamera.key(sequence, detector, ".fits"), new byte[2880]);
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
