// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.Placement;
import nightjar.model.port.Port;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a stage has been asked and has not answered: so many calls at once, the most urgent question
 * first. Trouble that may pass is asked about again after a while in which it takes no place. A
 * call that outlives its deadline is interrupted; one that does not heed that keeps its thread, and
 * its place is given away.
 *
 * <p>Ports are asked and answers given outside of the one lock, this object's.
 */
final class Calls<I, O> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    /** How long an interrupted call may take to come back before its place is given away. */
    private static final long HEED_MILLIS = 2_000;

    private static final long LONG_TRY_MILLIS = 10_000;

    /** How long a question may wait for its turn, at least: nothing waits for ever. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Asking<I, O, ?> asking;
    private final Limit limit;
    private final Patience patience;
    private final StageMetrics metrics;
    private final Hands hands;
    private final Port<I, O> port;
    private final Queue<I, O> queue = new Queue<>();
    private final Set<Turn<I, O>> turns = new HashSet<>();
    private long arrivals;
    private int inFlight;
    private boolean closed;

    Calls(Asking<I, O, ?> asking, Placement placement, StageMetrics metrics, Hands hands) {
        this.asking = asking;
        this.metrics = metrics;
        this.hands = hands;
        limit = asking.limit();
        patience = new Patience(asking.name(), limit);
        port = asking.door().open(placement);
    }

    /** Answers once, from any thread; {@code bug} hears of what a port should never have thrown. */
    synchronized void ask(I question, Consumer<Outcome<O>> answer, Consumer<Throwable> bug) {
        long now = hands.millis();
        long due = now + limit.deadline().toMillis();
        var call = new Call<>(question, arrivals++, now, due, answer, bug);
        call.turn = Optional.of(hands.in(longestWait().toMillis(), () -> waitedTooLong(call)));
        inFlight++;
        enqueue(call);
    }

    synchronized int waiting() {
        return queue.size();
    }

    synchronized int calling() {
        return (int) turns.stream().filter(turn -> turn.awaited).count();
    }

    synchronized int inFlight() {
        return inFlight;
    }

    private synchronized void enqueue(Call<I, O> call) {
        queue.add(call);
        fillPlaces();
    }

    private void fillPlaces() {
        while (!closed && turns.size() < limit.calls()) {
            var next = queue.next(hands.millis());
            if (next.isEmpty()) {
                return;
            }
            begin(next.get());
        }
    }

    private void begin(Call<I, O> call) {
        long now = hands.millis();
        call.turn.ifPresent(never -> never.cancel(false));
        call.begunMillis = now;
        if (call.asked++ == 0) {
            call.endMillis = asking.until().endMillis(call.question, now);
        }
        var turn = new Turn<>(call, Math.min(call.endMillis, now + limit.deadline().toMillis()));
        turns.add(turn);
        turn.expiry = Optional.of(hands.in(turn.endMillis - now, () -> expire(turn)));
        turn.work = Optional.of(hands.begin(() -> work(turn)));
    }

    /**
     * A port that throws has a bug, which must cost no more than the visit-detector that met it: a
     * restart would ask the same again. Errors (no memory, a class that is not there) are the
     * task's, whatever they are.
     */
    @SuppressWarnings("CatchingUnchecked")
    private void work(Turn<I, O> turn) {
        var call = turn.call;
        var fields = LogFields.of(call.question);
        try (fields) {
            Outcome<O> answer;
            try {
                answer = port.ask(call.question, new Deadline(turn.endMillis, hands));
            } catch (RuntimeException bug) {
                answer = bug(call, bug);
            } catch (Throwable thrown) {
                if (back(turn)) {
                    call.fail(thrown);
                }
                return;
            }
            if (back(turn)) {
                var known = answer;
                guarded(call, () -> settle(call, known));
            }
        }
    }

    /** Whatever goes wrong with a call's end must reach its task: silence would be for ever. */
    @SuppressWarnings("CatchingUnchecked")
    private void guarded(Call<I, O> call, Runnable ending) {
        try {
            ending.run();
        } catch (Throwable thrown) {
            call.fail(thrown);
        }
    }

    /** Worth another try, in case it was the moment's. */
    private Outcome<O> bug(Call<I, O> call, RuntimeException bug) {
        LOG.error(
                "a bug in {}, met by {}: {}",
                asking.name(),
                Subject.of(call.question),
                Frames.of(bug));
        metrics.bugs.inc();
        return Outcome.lost(
                new Loss(
                        Ending.FAILED,
                        Cause.RETRIABLE,
                        "a bug in "
                                + asking.name()
                                + ": "
                                + bug.getClass().getSimpleName()
                                + "; the log has more"));
    }

    /** The call has come back; false when nobody waits for what it brings. */
    private synchronized boolean back(Turn<I, O> turn) {
        boolean awaited = turn.awaited;
        turn.awaited = false;
        turn.over = true;
        turn.expiry.ifPresent(expiry -> expiry.cancel(false));
        turns.remove(turn);
        fillPlaces();
        return awaited && !closed;
    }

    private void settle(Call<I, O> call, Outcome<O> answer) {
        answer.match(done -> finish(call, answer), loss -> againOrFinish(call, loss));
    }

    private void againOrFinish(Call<I, O> call, Loss loss) {
        long wait;
        long now = hands.millis();
        synchronized (this) {
            call.lastLoss = Optional.of(loss);
            wait = asking.backOff().millisAfter(call.asked, hands.spread());
            if (patience.mayPass(call, loss) && now + wait < call.endMillis) {
                metrics.retried.inc();
                tell(call, loss, now);
                var unused = hands.in(wait, () -> enqueue(call));
                return;
            }
        }
        finish(call, Outcome.lost(call.asked > 1 ? patience.givenUp(call, loss, now) : loss));
    }

    /**
     * A try that took long, and of the short ones the eighth, the sixteenth, and so on: enough to
     * be noticed, too little to fill a log.
     */
    private void tell(Call<?, ?> call, Loss loss, long now) {
        long took = now - call.begunMillis;
        if (took >= LONG_TRY_MILLIS || (call.asked >= 8 && Integer.bitCount(call.asked) == 1)) {
            LOG.warn(
                    "{} is to be asked again about {}: try {} was lost after {} s: {}",
                    asking.name(),
                    Subject.of(call.question),
                    call.asked,
                    took / 1000,
                    loss.why());
        }
    }

    private void finish(Call<I, O> call, Outcome<O> answer) {
        synchronized (this) {
            if (closed) {
                return;
            }
            inFlight--;
        }
        metrics.answered(answer, hands.millis() - call.arrivedMillis);
        call.answer(answer);
    }

    private void expire(Turn<I, O> turn) {
        synchronized (this) {
            if (!turn.awaited) {
                return;
            }
            turn.awaited = false;
            turn.work.ifPresent(work -> work.cancel(true));
            var unused = hands.in(HEED_MILLIS, () -> abandon(turn));
        }
        guarded(
                turn.call,
                () -> againOrFinish(turn.call, patience.tooSlow(turn.call, turn.endMillis)));
    }

    private synchronized void abandon(Turn<I, O> turn) {
        if (!closed && !turn.over) {
            LOG.warn(
                    "{} does not heed interruption, about {}: its thread is abandoned",
                    asking.name(),
                    Subject.of(turn.call.question));
            metrics.abandonedThreads.inc();
            turn.over = true;
            turns.remove(turn);
            fillPlaces();
        }
    }

    /** A stage that is given half a day is given it in its queue as well. */
    private Duration longestWait() {
        var deadline = limit.deadline();
        return deadline.compareTo(LONGEST_WAIT) > 0 ? deadline : LONGEST_WAIT;
    }

    private void waitedTooLong(Call<I, O> call) {
        synchronized (this) {
            if (!queue.remove(call)) {
                return;
            }
        }
        finish(call, Outcome.lost(patience.neverAsked(longestWait())));
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        hands.close();
        port.close();
    }
}
