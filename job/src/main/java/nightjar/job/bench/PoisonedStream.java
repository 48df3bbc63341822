// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nightjar.job.NightjarJob;
import nightjar.job.OwnLog;
import nightjar.job.Settings;
import nightjar.job.config.NightjarConfig;
import nightjar.job.demo.LocalCluster;
import nightjar.job.doors.ProductionDoors;
import nightjar.sandbox.box.Neighbour;
import nightjar.sandbox.box.Observatory;
import nightjar.sandbox.box.Options;

/**
 * The real job on real Kafka, good visits in bursts, now with a flood of poison beside them and now
 * without: nothing may restart, every bad record is in quarantine once, every good visit-detector
 * has its alerts, and as soon as without the flood.
 */
public final class PoisonedStream {

    private static final BenchRun RUN = new BenchRun(true, true);

    private static final long PATIENCE_S = 600;

    /** Never announced; the flood's notifications begin as its own. */
    private static final int DECOY = 49_000;

    /** The flood's announcements are of test visits with this salIndex. */
    public static final long SAL_INDEX = 7;

    /** What a pair of loads came to: milliseconds from notification to alerts. */
    public record Pair(
            double cleanP50Ms,
            double cleanP99Ms,
            double poisonedP50Ms,
            double poisonedP99Ms,
            int missing) {}

    /**
     * What came of it all.
     *
     * @param restarts of the job; must be 0
     * @param refused bad records that no decoder understands
     * @param notQuarantined of those; must be 0
     * @param twice of those, more than once in quarantine; must be 0
     * @param unexpected in quarantine, although its decoder understands it; must be 0
     * @param objects in quarantine by their keys: understood as messages, but no camera's
     * @param understood by topic, how many were refused and how many understood
     * @param keptMiB growth of the heap, after a collection, from the first pair's beginning to the
     *     last's end
     */
    public record Result(
            List<Pair> pairs,
            int restarts,
            int refused,
            int notQuarantined,
            int twice,
            int unexpected,
            int objects,
            Map<String, Integer> understood,
            double keptMiB) {}

    private final Flood flood;
    private final int each;
    private final int pairs;
    private final int visits;
    private final int every;
    private final Consumer<String> say;

    /**
     * @param each messages for each of the three topics, over all pairs
     * @param visits good visits of 189 detectors in each half of a pair
     * @param every seconds between them
     */
    public PoisonedStream(
            Flood flood, int each, int pairs, int visits, int every, Consumer<String> say) {
        this.flood = flood;
        this.each = each;
        this.pairs = pairs;
        this.visits = visits;
        this.every = every;
        this.say = say;
    }

    /** The key of a raw of a visit that nobody announces. */
    public static String decoyKey() {
        return BenchCamera.key(DECOY, 94, ".fits");
    }

    public Result run() throws Exception {
        try (var box =
                Observatory.start(
                        EnumSet.of(Neighbour.KAFKA, Neighbour.DESK, Neighbour.SATTLE),
                        Options.forTests()
                                .with(Options.Wish.LONG_RUN)
                                .withKeptLogs(OwnLog.beside()),
                        line -> say.accept("  " + line))) {
            return run(box);
        }
    }

    private Result run(Observatory box) throws Exception {
        var folder = Files.createDirectories(box.folder().resolve("objects"));
        var test = Map.of("instrument.testDetectors", "{" + SAL_INDEX + ": [94]}");
        var config = new BenchConfig(box, folder).of(RUN, test);
        StreamBench.topics(box, config);
        var camera = new BenchCamera(folder);
        camera.furnish(1, 1 + visits * (2 * pairs + 1));
        camera.put(RUN.word(), DECOY);
        var pouring = new Pouring(flood, config, box.kafka().address());
        try (var cluster =
                        LocalCluster.start(
                                "poison",
                                box.folder().resolve("flink"),
                                env ->
                                        NightjarJob.describe(
                                                env,
                                                new ProductionDoors(
                                                        config, BenchNeighbours::inMemory),
                                                Settings.of(config)));
                var watcher = new Watcher(box.kafka().address(), config.topics().alerts());
                var crowd = new Crowd(box, RUN, config, camera, watcher, say)) {
            say.accept("  warming up");
            crowd.play(1, visits, 0, PATIENCE_S);
            var played = new ArrayList<Pair>();
            double before = usedMiB();
            for (int pair = 0; pair < pairs; pair++) {
                played.add(pair(crowd, pouring, 1 + visits * (2 * pair + 1)));
            }
            double kept = usedMiB() - before;
            int restarts = restarts(cluster);
            return result(played, restarts, pouring, settled(box, config, pouring), kept);
        }
    }

    /** Clean first in one pair, poisoned first in the next: what drifts falls on both. */
    private Pair pair(Crowd crowd, Pouring pouring, int first) throws Exception {
        boolean cleanFirst = first / visits % 4 == 1;
        var one =
                cleanFirst
                        ? crowd.play(first, visits, every, PATIENCE_S)
                        : poisoned(crowd, pouring, first);
        int next = first + visits;
        var two =
                cleanFirst
                        ? poisoned(crowd, pouring, next)
                        : crowd.play(next, visits, every, PATIENCE_S);
        var clean = cleanFirst ? one : two;
        var foul = cleanFirst ? two : one;
        say.accept(
                "  p50, p99 without poison %.0f, %.0f ms; with %.0f, %.0f ms"
                        .formatted(clean.p50Ms(), clean.p99Ms(), foul.p50Ms(), foul.p99Ms()));
        return new Pair(
                clean.p50Ms(),
                clean.p99Ms(),
                foul.p50Ms(),
                foul.p99Ms(),
                clean.missing() + foul.missing());
    }

    private BenchFigure poisoned(Crowd crowd, Pouring pouring, int first) throws Exception {
        var flooding =
                new FutureTask<Integer>(
                        () -> {
                            pouring.pour(each / pairs, Crowd.LEAD_S + (double) visits * every);
                            return each / pairs;
                        });
        new Thread(flooding, "flood").start();
        var figure = crowd.play(first, visits, every, PATIENCE_S);
        flooding.get();
        return figure;
    }

    /** Messages of a schema that is not known are waited with for a minute. */
    private QuarantineCount settled(Observatory box, NightjarConfig config, Pouring pouring)
            throws InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(150);
        while (true) {
            var count = QuarantineCount.read(box.kafka().address(), config.topics().quarantine());
            boolean all = count.times().keySet().containsAll(pouring.refused());
            if (all || System.nanoTime() > giveUp) {
                return count;
            }
            TimeUnit.SECONDS.sleep(5);
        }
    }

    private static Result result(
            List<Pair> pairs, int restarts, Pouring pouring, QuarantineCount count, double kept) {
        var refused = pouring.refused();
        var times = count.times();
        return new Result(
                pairs,
                restarts,
                refused.size(),
                (int) refused.stream().filter(it -> !times.containsKey(it)).count(),
                (int) times.values().stream().filter(it -> it > 1).count(),
                (int) times.keySet().stream().filter(it -> !refused.contains(it)).count(),
                count.objects(),
                pouring.expected(),
                kept);
    }

    /** Flink gathers its metrics when they are first asked for. */
    private static int restarts(LocalCluster cluster) throws Exception {
        var asked = URI.create(cluster.jobRest() + "/metrics?get=numRestarts").toURL();
        for (int attempt = 0; attempt < 60; attempt++) {
            try (var in = asked.openStream()) {
                var told = new ObjectMapper().readTree(in).path(0).path("value");
                if (!told.isMissingNode()) {
                    return told.asInt();
                }
            }
            TimeUnit.SECONDS.sleep(1);
        }
        throw new IllegalStateException("Flink does not tell how often the job restarted");
    }

    private static double usedMiB() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / (double) (1 << 20);
    }
}
