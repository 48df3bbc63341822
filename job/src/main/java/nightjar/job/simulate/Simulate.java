// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Throwables;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import nightjar.job.LastWord;
import nightjar.job.NightjarJob;
import nightjar.job.ReportFile;
import nightjar.job.Settings;
import nightjar.job.config.Configurations;
import nightjar.job.simulate.runtime.Shape;
import nightjar.job.simulate.world.Breakage;
import nightjar.job.simulate.world.Disturbance;
import nightjar.job.simulate.world.Night;
import nightjar.job.simulate.world.SimulatedDoors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Plays nights, a seed each, and says of which something was lost, doubled or not as it must be.
 */
@Command(
        name = "./nightjar simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Plays a night for each seed on a virtual clock: the real graph and steps, neighbours in "
                    + "memory that hiccup, and a process that dies before or after any of its effects.",
            "Exit code 1 when a promise was broken; the same seed always plays the same night."
        })
public final class Simulate implements Callable<Integer> {

    private static final int MOST_TOLD = 10;

    @Option(
            names = "--seeds",
            paramLabel = "A..B",
            description = "which nights (default ${DEFAULT-VALUE})",
            defaultValue = "1..1000")
    Seeds seeds = new Seeds(1, 1000);

    @Option(
            names = "--break",
            paramLabel = "HOW",
            description = "break the commit on purpose: ${COMPLETION-CANDIDATES}",
            defaultValue = "NONE")
    Breakage breakage = Breakage.NONE;

    @Option(names = "--trace", description = "print what happened, effect by effect")
    boolean trace;

    @Option(
            names = "--every-effect",
            description = "of each night, die once before and once after each of its effects")
    boolean everyEffect;

    @Option(
            names = "--backlog",
            description = "nights before which the job was down for longer than announcements live")
    boolean backlog;

    @Option(names = "--threads", description = "nights at once (default: the cores there are)")
    int threads = Runtime.getRuntime().availableProcessors();

    @Mixin ReportFile json = new ReportFile();

    private final PrintStream out;
    private final LongAdder played = new LongAdder();
    private final LongAdder effects = new LongAdder();
    private final LongAdder deaths = new LongAdder();
    private final LongAdder alerts = new LongAdder();
    private final ConcurrentLinkedQueue<String> broken = new ConcurrentLinkedQueue<>();
    private final AtomicLong firstBroken = new AtomicLong(Long.MAX_VALUE);

    Simulate(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) {
        var line = new CommandLine(new Simulate(System.out));
        line.registerConverter(Seeds.class, Seeds::parse);
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() {
        return LastWord.ofFinder("nightjar simulate", this::nights, System.err);
    }

    private int nights() throws Exception {
        json.require();
        long began = System.nanoTime();
        var next = new AtomicLong(seeds.first());
        var players = new ArrayList<Thread>();
        for (int place = 0; place < threads; place++) {
            long at = place;
            var shape = shape(place);
            var player = new Thread(() -> play(shape, at, next), "night-" + place);
            player.start();
            players.add(player);
        }
        for (var player : players) {
            while (!joined(player)) {
                progress();
            }
        }
        double minutes = (System.nanoTime() - began) / 60e9;
        return tell(minutes);
    }

    private static boolean joined(Thread player) throws InterruptedException {
        player.join(2_000);
        return !player.isAlive();
    }

    /** For somebody who watches. */
    private void progress() {
        if (Boolean.getBoolean("nightjar.terminal")) {
            System.err.printf("\r%d nights played, %d broken ", played.sum(), broken.size());
        }
    }

    private void play(Shape shape, long place, AtomicLong next) {
        for (long seed = next.getAndIncrement();
                seed <= seeds.last();
                seed = next.getAndIncrement()) {
            if (everyEffect) {
                playEveryEffect(shape, place, seed);
            } else {
                play(shape, place, seed, Disturbance.of(seed), "seed " + seed);
            }
        }
    }

    private void playEveryEffect(Shape shape, long place, long seed) {
        int count = play(shape, place, seed, Disturbance.none(), "seed " + seed + " undisturbed");
        for (int effect = 1; effect <= count; effect++) {
            for (var before : List.of(true, false)) {
                var what = "seed " + seed + (before ? " before " : " after ") + "effect " + effect;
                play(shape, place, seed, Disturbance.crash(effect, before), what);
            }
        }
    }

    private int play(Shape shape, long place, long seed, Disturbance disturbance, String what) {
        Simulation.Outcome outcome;
        try {
            var night = backlog ? Night.afterOutage(seed) : new Night(seed);
            outcome = Simulation.play(shape, place, seed, night, disturbance, breakage);
        } catch (RuntimeException e) {
            broken.add(what + ": " + Throwables.getStackTraceAsString(e));
            firstBroken.accumulateAndGet(seed, Math::min);
            return 0;
        }
        played.increment();
        effects.add(outcome.effects());
        deaths.add(outcome.deaths());
        alerts.add(outcome.alerts());
        if (!outcome.violations().isEmpty()) {
            broken.add(what + ": " + String.join("\n    ", outcome.violations()));
            firstBroken.accumulateAndGet(seed, Math::min);
        }
        if (trace) {
            outcome.trace().forEach(out::println);
            out.println(what + ": digest " + Long.toHexString(outcome.digest()));
        }
        return outcome.effects();
    }

    /**
     * The graph as the cluster's configuration makes it, its doors leading to this place. Images
     * are waited for longer than a disturbance's outages and restarts last together, since what is
     * in time in an undisturbed night must be so in a disturbed one.
     */
    static Shape shape(long place) {
        var root = Path.of(System.getProperty("nightjar.root", "."));
        var config =
                Configurations.load(
                        root.resolve("flink-conf/nightjar.yaml"),
                        Map.of(
                                "instrument.detectors", "[0, 1, 2]",
                                "snaps.imageTimeout", "60 s",
                                "snaps.unannounced", "90 s"));
        var env = StreamExecutionEnvironment.createLocalEnvironment(1);
        NightjarJob.describe(env, new SimulatedDoors(place), Settings.of(config));
        return Shape.of(env);
    }

    private int tell(double minutes) throws IOException {
        broken.stream().sorted().limit(MOST_TOLD).forEach(out::println);
        if (broken.size() > MOST_TOLD) {
            out.println("… and " + (broken.size() - MOST_TOLD) + " more");
        }
        out.printf(
                "%d nights, %d deaths, %d effects, %d alerts: %d broken; %.0f nights a minute%n",
                played.sum(),
                deaths.sum(),
                effects.sum(),
                alerts.sum(),
                broken.size(),
                played.sum() / minutes);
        if (!broken.isEmpty()) {
            out.println("first broken: --seeds " + firstBroken + ".." + firstBroken + " --trace");
        }
        json.write(result(minutes));
        return broken.isEmpty() ? 0 : 1;
    }

    private ObjectNode result(double minutes) {
        var root = new ObjectMapper().createObjectNode();
        root.put("nights", played.sum());
        root.put("deaths", deaths.sum());
        root.put("effects", effects.sum());
        root.put("alerts", alerts.sum());
        root.put("broken", broken.size());
        root.put("nightsPerMinute", played.sum() / minutes);
        broken.forEach(root.withArray("violations")::add);
        return root;
    }
}
