// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import nightjar.job.config.NightjarConfig;
import nightjar.job.doors.Opening;
import nightjar.job.doors.Ports;
import nightjar.job.simulate.runtime.Strands;
import nightjar.job.simulate.runtime.Topic;
import nightjar.job.simulate.runtime.VirtualTime;
import nightjar.model.VisitDetector;

/** One replay of a recorded night. */
final class Replaying {

    /** The clock begins a little before the first input. */
    private static final long BEFORE_MILLIS = 1_000;

    /** After its last instant a night that goes on as it did has nothing more to do. */
    private static final long AFTER_MILLIS = Duration.ofMinutes(20).toMillis();

    /** So that the same replay has the same moments, those that nobody recorded among them. */
    private static final long SEED = 1;

    private final RecordedNight night;
    private final Opening opening;
    private final UnaryOperator<Ports> between;
    private final VirtualTime time;
    private final Replayed replayed;
    private final long startMillis;

    /**
     * @param opening the neighbours that are never opened, whose other settings hold
     */
    Replaying(RecordedNight night, Opening opening) {
        this(night, opening, UnaryOperator.identity());
    }

    /**
     * @param between what lies between nightjar and the recording
     */
    Replaying(RecordedNight night, Opening opening, UnaryOperator<Ports> between) {
        this.night = night;
        this.opening = opening;
        this.between = between;
        startMillis = night.firstMillis() - BEFORE_MILLIS;
        time = new VirtualTime(startMillis, SEED);
        replayed = new Replayed(time);
    }

    ReplayReport play() throws IOException {
        long began = System.nanoTime();
        var local = Files.createTempDirectory("nightjar-replay");
        try {
            var strands = new Strands(time);
            var player = new Player(night, time, strands, local.resolve("objects"));
            var config = night.manifest().config(local, this::unknown);
            var bugs = run(config, strands, between.apply(player));
            var plans = new PlanLeaves(player.store(), local);
            var comparison = new Comparison(night, replayed, player, plans);
            var differences = comparison.differences();
            double seconds = (System.nanoTime() - began) / 1e9;
            return new ReplayReport(
                    night, replayed, player.answers(), comparison, differences, bugs, seconds);
        } finally {
            delete(local);
        }
    }

    private void unknown(String key) {
        night.note("its configuration has a key that is none of this version's, ignored: " + key);
    }

    private List<Throwable> run(NightjarConfig config, Strands strands, Ports ports) {
        return new VirtualRun(config, time, strands)
                .play(opening, ports, topics(), replayed, this::isOver);
    }

    private Map<String, Topic> topics() {
        var topics = new TreeMap<String, Topic>();
        for (var what : List.of(Ports.VISITS, Ports.CANCELS, Ports.OBJECTS)) {
            var heard = night.heard(what);
            topics.put(
                    what,
                    new Topic(
                            heard.stream().map(it -> it.atMillis() - startMillis).toList(),
                            heard.stream().map(Entry.Heard::record).toList()));
        }
        return topics;
    }

    /** Looked at once for each moment. */
    private long lookedMillis;

    private boolean isOver(BooleanSupplier idle) {
        if (time.millis() == lookedMillis) {
            return false;
        }
        lookedMillis = time.millis();
        if (time.millis() > night.lastMillis() + AFTER_MILLIS) {
            return true;
        }
        return time.millis() > night.lastMillis() && hasAllEnds() && idle.getAsBoolean();
    }

    private boolean hasAllEnds() {
        return replayed.ends().size() >= night.ends().size()
                && night.ends().keySet().stream().allMatch(this::hasEnd);
    }

    private boolean hasEnd(VisitDetector key) {
        return replayed.ends().containsKey(key);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : new ArrayList<>(files.sorted(Comparator.reverseOrder()).toList())) {
                Files.deleteIfExists(file);
            }
        }
    }
}
