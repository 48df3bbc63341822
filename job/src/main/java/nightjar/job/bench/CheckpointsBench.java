// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import nightjar.job.NightjarJob;
import nightjar.job.OwnLog;
import nightjar.job.ReportFile;
import nightjar.job.Settings;
import nightjar.job.demo.LocalCluster;
import nightjar.job.demo.Percentiles;
import nightjar.job.doors.ProductionDoors;
import nightjar.sandbox.box.Neighbour;
import nightjar.sandbox.box.Observatory;
import nightjar.sandbox.box.Options;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How long checkpoints take while images wait and every core is busy with others. */
@Command(
        name = "checkpoints",
        mixinStandardHelpOptions = true,
        description = {
            "The job with real Kafka, two image workers that burn a core each, and at least 50 "
                    + "visit-detectors that wait for them: how long checkpoints take, and a savepoint.",
            "Exit code 1 when the goal is missed, or a visit-detector was lost."
        })
final class CheckpointsBench implements Callable<Integer> {

    /** The goals. */
    private static final double GOAL_P99_MS = 2_000;

    private static final int WAITING = 50;

    private static final BenchRun RUN = new BenchRun(true, true);
    private static final int VISITS = 2;
    private static final int FIRST = 1;
    private static final long PATIENCE_S = 600;

    @Mixin ReportFile json = new ReportFile();

    private final Map<Long, CheckpointTimes.Done> seen = new TreeMap<>();
    private int leastWaiting = Integer.MAX_VALUE;
    private double savepointSeconds = Double.NaN;

    @Override
    public Integer call() throws Exception {
        json.require();
        System.out.println(Machine.describe());
        try (var box =
                Observatory.start(
                        java.util.EnumSet.of(Neighbour.KAFKA, Neighbour.DESK, Neighbour.SATTLE),
                        Options.forTests()
                                .with(Options.Wish.LONG_RUN)
                                .withKeptLogs(OwnLog.beside()),
                        line -> System.out.println("  " + line))) {
            return measured(box);
        }
    }

    private int measured(Observatory box) throws Exception {
        var folder = Files.createDirectories(box.folder().resolve("objects"));
        var config =
                new BenchConfig(box, folder)
                        .of(RUN, Map.of("limits.difference.deadline", PATIENCE_S + " s"));
        StreamBench.topics(box, config);
        var camera = new BenchCamera(folder);
        camera.furnish(FIRST, VISITS);
        var flink = box.folder().resolve("flink");
        try (var cluster =
                        LocalCluster.start(
                                "bench checkpoints",
                                flink,
                                env ->
                                        NightjarJob.describe(
                                                env,
                                                new ProductionDoors(
                                                        config, BurningNeighbours::open),
                                                Settings.of(config)));
                var watcher = new Watcher(box.kafka().address(), config.topics().alerts());
                var crowd =
                        new Crowd(
                                box,
                                RUN,
                                config,
                                camera,
                                watcher,
                                line -> System.out.println(line))) {
            var playing = new FutureTask<>(() -> crowd.play(FIRST, VISITS, 0, PATIENCE_S));
            new Thread(playing, "crowd").start();
            watch(cluster, playing, flink.resolve("savepoints").toUri().toString());
            return tell(playing.get());
        }
    }

    private void watch(LocalCluster cluster, FutureTask<BenchFigure> playing, String savepoints)
            throws Exception {
        var times = new CheckpointTimes(cluster.jobRest());
        long since = 0;
        while (!playing.isDone()) {
            int waiting = cluster.inFlight().getOrDefault("difference", 0);
            boolean loaded = waiting >= WAITING;
            if (loaded) {
                since++;
                leastWaiting = Math.min(leastWaiting, waiting);
                if (since > 3) {
                    look(times);
                }
            }
            if (since > 40 && Double.isNaN(savepointSeconds) && loaded) {
                savepointSeconds = times.savepointSeconds(savepoints);
            }
            cluster.checkAlive();
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /** To ask for the parts is work, too: only of what is slower than all before. */
    private void look(CheckpointTimes times) throws InterruptedException {
        try {
            for (var done : times.lately().values()) {
                if (!seen.containsKey(done.id())) {
                    boolean slowest =
                            seen.values().stream().allMatch(it -> it.millis() < done.millis());
                    seen.put(done.id(), slowest ? times.inParts(done) : done);
                }
            }
        } catch (IOException e) {
            System.out.println("  Flink did not tell: " + e); // with every core busy that may be
        }
    }

    private int tell(BenchFigure figure) throws Exception {
        var p = Percentiles.of(seen.values().stream().map(it -> (double) it.millis()).toList());
        var worst = seen.values().stream().max(Comparator.comparing(CheckpointTimes.Done::millis));
        System.out.printf(
                Locale.ROOT,
                "%d checkpoints with %d or more visit-detectors at difference: p50 %.0f ms, p99 %.0f ms, max %.0f ms%n",
                p.count(),
                leastWaiting,
                p.p50(),
                p.p99(),
                p.max());
        worst.ifPresent(it -> System.out.println("the longest: " + it));
        System.out.printf(
                Locale.ROOT, "a savepoint under the same load: %.2f s%n", savepointSeconds);
        System.out.printf(
                "visit-detectors: %d, without alerts: %d%n",
                figure.visitDetectors(), figure.missing());
        boolean met = p.count() > 0 && p.p99() <= GOAL_P99_MS && figure.missing() == 0;
        System.out.println("goal: p99 of 2 s, none lost: " + (met ? "met" : "missed"));
        var root = Machine.result();
        root.put("leastWaiting", leastWaiting);
        root.put("checkpoints", p.count()).put("p50Ms", p.p50()).put("p99Ms", p.p99());
        root.put("maxMs", p.max()).put("savepointSeconds", savepointSeconds);
        root.put("missing", figure.missing()).put("goalMet", met);
        seen.values().forEach(root.withArray("each")::addPOJO);
        json.write(root);
        return met ? 0 : 1;
    }
}
