// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightjar.job.simulate.runtime.Life;
import nightjar.job.simulate.runtime.Shape;
import nightjar.job.simulate.runtime.Strands;
import nightjar.job.simulate.runtime.VirtualTime;
import nightjar.job.simulate.world.Breakage;
import nightjar.job.simulate.world.Disturbance;
import nightjar.job.simulate.world.Night;
import nightjar.job.simulate.world.Reference;
import nightjar.job.simulate.world.World;

/** One night from its seed: the job lives, dies, is restored, until all has come to its end. */
final class Simulation {

    private static final long CHECKPOINT_EVERY_MILLIS = 2_000;

    /** Deaths in the day after begin it anew. */
    private static final long LONGEST_NIGHT_MILLIS = Duration.ofDays(10).toMillis();

    private static final long AFTERWARDS_EVERY_MILLIS = Duration.ofHours(1).toMillis();

    /** Longer than any tombstone. */
    private static final int ALL_FORGOTTEN_HOURS = 27;

    private final Shape shape;
    private final World world;
    private final VirtualTime time;
    private final List<String> violations = new ArrayList<>();
    private Life.Checkpoint newest = Life.Checkpoint.none();
    private long checkpoints;
    private int deaths;
    private boolean failed;

    private Simulation(Shape shape, World world) {
        this.shape = shape;
        this.world = world;
        time = world.time();
    }

    /**
     * What came of a night.
     *
     * @param effects on the world outside
     * @param deaths of the process
     * @param alerts sent
     * @param digest of all that happened, in its order
     * @param violations what was wrong at the end; none when all was well
     * @param trace what happened, for whoever replays it
     */
    record Outcome(
            int effects,
            int deaths,
            int alerts,
            long digest,
            List<String> violations,
            List<String> trace) {
        Outcome {
            violations = List.copyOf(violations);
            trace = List.copyOf(trace);
        }
    }

    /**
     * @param shape the graph, whose doors look for their world at this place
     */
    static Outcome play(
            Shape shape, long place, long seed, Disturbance disturbance, Breakage breakage) {
        return play(shape, place, seed, new Night(seed), disturbance, breakage);
    }

    /** The same on a night that is given, whose trouble begins when the job does. */
    static Outcome play(
            Shape shape,
            long place,
            long seed,
            Night night,
            Disturbance trouble,
            Breakage breakage) {
        var time = new VirtualTime(Night.START_MILLIS, seed);
        var disturbance = trouble.later(night.beginMillis());
        try (var world = new World(seed, night, time, disturbance, breakage)) {
            world.open(place);
            var simulation = new Simulation(shape, world);
            disturbance.steps().forEach(step -> world.effects().clockSteps(step));
            simulation.live();
            if (simulation.violations.isEmpty()) {
                simulation.violations.addAll(Verdict.of(world, Reference.of(seed, world)));
            }
            return new Outcome(
                    world.effects().count(),
                    simulation.deaths,
                    world.outside().alerts().size(),
                    world.effects().digest(),
                    simulation.violations,
                    world.effects().trace());
        }
    }

    private void live() {
        boolean ended = false;
        stayDown(world.night().beginMillis());
        while (!ended) {
            failed = false;
            var life = begin();
            ended = life.isPresent() && livesOn(life.get());
        }
    }

    private Optional<Life> begin() {
        try {
            var outside =
                    new Life.World(
                            time,
                            world.strands(),
                            world.night().topics(),
                            world.outside(),
                            this::bug);
            return Optional.of(new Life(shape, outside, newest));
        } catch (Strands.Unwound death) {
            return Optional.empty();
        }
    }

    private void bug(Throwable thrown) {
        violations.add("a stage failed the job: " + thrown);
        failed = true;
    }

    /** Until it dies, or the night is over; says whether it is. */
    private boolean livesOn(Life life) {
        var checkpointing = new Checkpointing(life);
        try {
            while (time.next()) {
                if (failed || tooLong(life)) {
                    life.end();
                    return true;
                }
                if (world.effects().hasCrashed()) {
                    return die(life, checkpointing);
                }
                if (checkpointing.isAllForgotten()) {
                    checkpointing.over = true;
                    if (life.entries() > 0) {
                        violations.add(
                                life.entries() + " entries of state and timers stay for ever");
                    }
                    life.end();
                    return true;
                }
            }
        } catch (Strands.Unwound death) {
            return die(life, checkpointing);
        }
        violations.add("nothing more would ever have happened");
        return true;
    }

    private boolean tooLong(Life life) {
        if (time.elapsedMillis() > LONGEST_NIGHT_MILLIS) {
            violations.add("the night did not end: " + life.waiting());
        }
        return time.elapsedMillis() > LONGEST_NIGHT_MILLIS;
    }

    private boolean die(Life life, Checkpointing checkpointing) {
        deaths++;
        checkpointing.over = true;
        life.end();
        stayDown(time.between(500, 9_000));
        world.effects().risen();
        return false;
    }

    private void stayDown(long millis) {
        var up = new boolean[] {millis == 0};
        var unused = time.in(millis, () -> up[0] = true);
        while (!up[0]) {
            time.next();
        }
    }

    /**
     * Takes a checkpoint every two seconds, which takes a while to complete; when all is over one
     * an hour, until a day later nothing may be left in state, nor any timer.
     */
    private final class Checkpointing {
        private final Life life;
        private boolean over;
        private int quietCheckpoints;

        private Checkpointing(Life life) {
            this.life = life;
            next();
        }

        private void next() {
            long wait = isOver() ? AFTERWARDS_EVERY_MILLIS : CHECKPOINT_EVERY_MILLIS;
            var unused = time.in(wait, this::take);
        }

        private boolean isOver() {
            return quietCheckpoints >= 2;
        }

        private boolean isAllForgotten() {
            return quietCheckpoints > ALL_FORGOTTEN_HOURS;
        }

        private void take() {
            if (over) {
                return;
            }
            var taken = life.checkpoint(++checkpoints);
            var unused = time.in(time.between(10, 900), () -> complete(taken));
        }

        private void complete(Life.Checkpoint taken) {
            if (over) {
                return;
            }
            newest = taken;
            world.outside().commit(taken.number());
            quietCheckpoints = isQuiet() ? quietCheckpoints + 1 : 0;
            next();
        }

        private boolean isQuiet() {
            int ended =
                    (int)
                            world.outside().ledger().stream()
                                    .map(end -> end.key().toString())
                                    .distinct()
                                    .count();
            return life.isIdle() && ended >= world.night().endings().size();
        }
    }
}
