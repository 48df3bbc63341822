// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.world;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import nightjar.job.simulate.runtime.Strands;
import nightjar.job.simulate.runtime.VirtualTime;
import nightjar.model.Loss;
import nightjar.model.Outcome;

/**
 * All that the job asks of its neighbours passes here: it takes time, it may go wrong, and the
 * process may die before or after it. What was on its way when the process died, or when nobody
 * waited for it any more, may still arrive: a second late.
 */
public final class Effects {

    private static final long MOST_LATE_MILLIS = 3_000;
    private static final long UNANSWERED_MILLIS = 2_000;

    private final VirtualTime time;
    private final Strands strands;
    private final Disturbance disturbance;
    private final List<String> trace = new ArrayList<>();
    private final CRC32C digest = new CRC32C();
    private int count;
    private boolean crashed;

    public Effects(VirtualTime time, Strands strands, Disturbance disturbance) {
        this.time = time;
        this.strands = strands;
        this.disturbance = disturbance;
    }

    /** Reads something: it may fail, and changes nothing. */
    <T> Outcome<T> look(String neighbour, Supplier<Outcome<T>> answer) throws InterruptedException {
        strands.pause(time.between(0, 8));
        if (isTroubled(neighbour, disturbance.refused())) {
            return away(neighbour);
        }
        var known = answer.get();
        strands.pause(latency());
        return known;
    }

    /** Changes something in the world outside. */
    <T> Outcome<T> change(String neighbour, String what, Supplier<Outcome<T>> effect)
            throws InterruptedException {
        try {
            strands.pause(time.between(0, 8));
        } catch (InterruptedException | Strands.Unwound e) {
            arriveLate(effect, what);
            throw e;
        }
        if (isTroubled(neighbour, disturbance.refused())) {
            return away(neighbour);
        }
        var answer = counted(what, effect);
        if (strands.isInStrand() && time.chance(disturbance.unanswered())) {
            strands.pause(UNANSWERED_MILLIS);
            return Outcome.lost(Loss.transientTrouble(neighbour + " did not answer"));
        }
        strands.pause(latency());
        return answer;
    }

    /** What may wait for a neighbour. */
    interface Asked<T> {
        Outcome<T> answer() throws InterruptedException;
    }

    /** For ports that cannot be interrupted. */
    static <T> Outcome<T> uninterrupted(Asked<T> asked) {
        try {
            return asked.answer();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.lost(Loss.transientTrouble("interrupted"));
        }
    }

    /** An effect with a number, before and after which the process may die. */
    <T> T counted(String what, Supplier<T> effect) {
        count++;
        if (disturbance.crashBefore().contains(count)) {
            throw dying("before " + what);
        }
        note(what);
        var done = effect.get();
        if (disturbance.crashAfter().contains(count)) {
            throw dying("after " + what);
        }
        return done;
    }

    private Strands.Unwound dying(String when) {
        note("CRASH " + when);
        crashed = true;
        return strands.pauseForEver();
    }

    private void arriveLate(Supplier<?> effect, String what) {
        if (time.chance(0.3)) {
            var unused = time.in(time.between(1, MOST_LATE_MILLIS), () -> late(effect, what));
        }
    }

    private void late(Supplier<?> effect, String what) {
        note("late: " + what);
        var unused = effect.get();
    }

    private boolean isTroubled(String neighbour, double often) {
        return strands.isInStrand()
                && (time.chance(often) || disturbance.isAway(neighbour, time.elapsedMillis()));
    }

    private long latency() {
        return time.chance(disturbance.slow()) ? time.between(50, 10_000) : time.between(0, 12);
    }

    private static <T> Outcome<T> away(String neighbour) {
        return Outcome.lost(Loss.transientTrouble(neighbour + " cannot be reached"));
    }

    /** For whoever replays a seed. */
    public void note(String what) {
        var line = time.elapsedMillis() + " " + what;
        trace.add(line);
        digest.update(line.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the process has died. */
    public boolean hasCrashed() {
        return crashed;
    }

    /** It lives again. */
    public void risen() {
        crashed = false;
    }

    /** Has the clock on the wall set when it is time. */
    public void clockSteps(Disturbance.Step step) {
        var unused =
                time.in(
                        step.atMillis(),
                        () -> {
                            note("the clock is set by " + step.byMillis() + " ms");
                            time.step(step.byMillis());
                        });
    }

    /** How many effects there were. */
    public int count() {
        return count;
    }

    public List<String> trace() {
        return List.copyOf(trace);
    }

    /** Of all that happened, when and in which order. */
    public long digest() {
        return digest.getValue();
    }
}
