// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import nightjar.connectors.apdb.ApdbSchema;
import nightjar.connectors.apdb.ApdbSettings;
import nightjar.connectors.apdb.CassandraSessions;
import nightjar.connectors.apdb.ClaimStore;
import nightjar.connectors.turns.CassandraTurns;
import nightjar.job.NightjarJob;
import nightjar.job.OwnLog;
import nightjar.job.Settings;
import nightjar.job.config.NightjarConfig;
import nightjar.job.demo.LocalCluster;
import nightjar.job.doors.Opening;
import nightjar.job.doors.ProductionDoors;
import nightjar.model.ids.TimePartition;
import nightjar.model.time.Tai;
import nightjar.sandbox.box.Neighbour;
import nightjar.sandbox.box.Observatory;
import nightjar.sandbox.box.Options;

/** One sandbox, one job after another, two loads each. */
final class StreamBench implements AutoCloseable {

    /**
     * How much is played.
     *
     * @param warmUp visits before anything is measured: a job runs for weeks, and a Java that has
     *     just begun compiles instead of working
     * @param bursts visits in bursts
     * @param every seconds from one burst to the next
     * @param flat visits all at once
     */
    record Load(int warmUp, int bursts, int every, int flat) {
        int visits() {
            return warmUp + bursts + flat;
        }
    }

    private final Observatory box;
    private final Path folder;
    private final Consumer<String> say;

    private StreamBench(Observatory box, Path folder, Consumer<String> say) {
        this.box = box;
        this.folder = folder;
        this.say = say;
    }

    static StreamBench open(Consumer<String> say) throws IOException, InterruptedException {
        var box =
                Observatory.start(
                        EnumSet.of(
                                Neighbour.KAFKA,
                                Neighbour.CASSANDRA,
                                Neighbour.DESK,
                                Neighbour.SATTLE),
                        Options.forTests()
                                .with(Options.Wish.LONG_RUN)
                                .withKeptLogs(OwnLog.beside()),
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

    List<BenchFigure> measure(BenchRun run, Load load) throws Exception {
        say.accept("measuring " + run.name());
        var config = new BenchConfig(box, folder).of(run);
        topics(box, config);
        var camera = new BenchCamera(folder);
        Opening opening =
                run.inMemory() ? BenchNeighbours::inMemory : BenchNeighbours::withCassandra;
        int base = 1 + BenchRun.all().indexOf(run) * 500;
        camera.furnish(base, load.visits());
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
                var crowd = new Crowd(box, run, config, camera, watcher, say)) {
            say.accept("  warming up: visits %d".formatted(load.warmUp()));
            var warmUp = crowd.play(base, load.warmUp(), 0);
            if (warmUp.missing() > 0) {
                return List.of(warmUp);
            }
            cluster.checkAlive();
            say.accept("  bursts: visits %d, every %d s".formatted(load.bursts(), load.every()));
            var burst = crowd.play(base + load.warmUp(), load.bursts(), load.every());
            say.accept("  flat out: visits %d".formatted(load.flat()));
            var flat = crowd.play(base + load.warmUp() + load.bursts(), load.flat(), 0);
            return List.of(burst, flat);
        }
    }

    static void topics(Observatory box, NightjarConfig config)
            throws IOException, InterruptedException {
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

    @Override
    public void close() {
        box.close();
    }
}
