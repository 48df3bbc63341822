// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
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
 * The threads behind a stage: so many calls at once, the most urgent question first. Trouble that
 * may pass is asked about again after a while in which it holds no thread. A call that outlives its
 * deadline is interrupted; a thread that does not heed that is abandoned and replaced.
 *
 * <p>Ports are asked and answers given outside of the one lock, this object's.
 */
final class Calls<I, O> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    /** How long an interrupted call may take to come back before its thread is given up. */
    private static final long HEED_MILLIS = 2_000;

    /** How long a question may wait for its turn, at least: nothing waits for ever. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Asking<I, O, ?> asking;
    private final Limit limit;
    private final Patience patience;
    private final String threadName;
    private final StageMetrics metrics;
    private final Port<I, O> port;
    private final Queue<I, O> queue = new Queue<>();
    private final List<CallThread<I, O>> threads = new ArrayList<>();
    private final ScheduledThreadPoolExecutor clock;
    private long arrivals;
    private int inFlight;
    private int threadsStarted;
    private boolean closed;

    Calls(Asking<I, O, ?> asking, Placement placement, StageMetrics metrics) {
        this.asking = asking;
        this.metrics = metrics;
        limit = asking.limit();
        patience = new Patience(asking.name(), limit);
        threadName = asking.name() + "-" + placement.subtask() + "-";
        port = asking.door().open(placement);
        clock = new ScheduledThreadPoolExecutor(1, this::clockThread, new DiscardPolicy());
        clock.setRemoveOnCancelPolicy(true);
        for (int i = 0; i < limit.calls(); i++) {
            startThread();
        }
    }

    /** Answers once, from any thread; {@code bug} hears of what a port should never have thrown. */
    synchronized void ask(I question, Consumer<Outcome<O>> answer, Consumer<Throwable> bug) {
        long now = System.currentTimeMillis();
        long due = now + limit.deadline().toMillis();
        var call = new Call<>(question, arrivals++, now, due, answer, bug);
        call.turn = Optional.of(in(longestWait().toMillis(), () -> waitedTooLong(call)));
        inFlight++;
        queue.add(call);
        notifyAll();
    }

    synchronized int waiting() {
        return queue.size();
    }

    synchronized int calling() {
        return (int) threads.stream().filter(thread -> thread.asking.isPresent()).count();
    }

    synchronized int inFlight() {
        return inFlight;
    }

    /** The next question for this thread; empty when it shall end. */
    synchronized Optional<Call<I, O>> take(CallThread<I, O> thread) {
        while (!closed && !thread.abandoned) {
            var next = queue.next(System.currentTimeMillis());
            if (next.isPresent()) {
                begin(thread, next.get());
                return next;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                LOG.debug("{} was interrupted while idle", thread.getName(), e);
            }
        }
        return Optional.empty();
    }

    private void begin(CallThread<I, O> thread, Call<I, O> call) {
        long now = System.currentTimeMillis();
        call.turn.ifPresent(never -> never.cancel(false));
        if (call.asked++ == 0) {
            call.endMillis = asking.until().endMillis(call.question, now);
        }
        thread.asking = Optional.of(call);
        thread.expiry = Optional.of(in(callEnd(call, now) - now, () -> expire(thread, call)));
    }

    private long callEnd(Call<I, O> call, long nowMillis) {
        return Math.min(call.endMillis, nowMillis + limit.deadline().toMillis());
    }

    Outcome<O> askPort(Call<I, O> call) throws InterruptedException {
        return port.ask(call.question, new Deadline(callEnd(call, System.currentTimeMillis())));
    }

    void answered(CallThread<I, O> thread, Call<I, O> call, Outcome<O> answer) {
        if (back(thread, call)) {
            guarded(call, () -> settle(call, answer));
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
    Outcome<O> bug(Call<I, O> call, RuntimeException bug) {
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

    void thrown(CallThread<I, O> thread, Call<I, O> call, Throwable thrown) {
        if (back(thread, call)) {
            call.fail(thrown);
        }
    }

    /** The thread has come back; false when nobody waits for what it brings. */
    private synchronized boolean back(CallThread<I, O> thread, Call<I, O> call) {
        boolean awaited = thread.asking.filter(asked -> asked == call).isPresent();
        thread.asking = Optional.empty();
        thread.overstaying = Optional.empty();
        thread.expiry.ifPresent(expiry -> expiry.cancel(false));
        Thread.interrupted(); // meant for the call that is over
        return awaited && !closed;
    }

    private void settle(Call<I, O> call, Outcome<O> answer) {
        answer.match(done -> finish(call, answer), loss -> againOrFinish(call, loss));
    }

    private void againOrFinish(Call<I, O> call, Loss loss) {
        long wait;
        synchronized (this) {
            call.lastLoss = Optional.of(loss);
            wait = asking.backOff().millisAfter(call.asked);
            if (patience.mayPass(call, loss)
                    && System.currentTimeMillis() + wait < call.endMillis) {
                metrics.retried.inc();
                tell(call, loss);
                var unused = in(wait, () -> enqueue(call));
                return;
            }
        }
        finish(call, Outcome.lost(call.asked > 1 ? patience.givenUp(call, loss) : loss));
    }

    /** The eighth try, the sixteenth, and so on: enough to be noticed, too little to fill a log. */
    private static void tell(Call<?, ?> call, Loss loss) {
        if (call.asked >= 8 && Integer.bitCount(call.asked) == 1) {
            LOG.warn(
                    "{} is asked about for the {}th time: {}",
                    Subject.of(call.question),
                    call.asked,
                    loss.why());
        }
    }

    private synchronized void enqueue(Call<I, O> call) {
        queue.add(call);
        notifyAll();
    }

    private void finish(Call<I, O> call, Outcome<O> answer) {
        synchronized (this) {
            if (closed) {
                return;
            }
            inFlight--;
        }
        metrics.answered(answer, System.currentTimeMillis() - call.arrivedMillis);
        call.answer(answer);
    }

    private void expire(CallThread<I, O> thread, Call<I, O> call) {
        synchronized (this) {
            if (thread.asking.filter(asked -> asked == call).isEmpty()) {
                return;
            }
            thread.asking = Optional.empty();
            thread.overstaying = Optional.of(call);
            thread.interrupt();
            var unused = in(HEED_MILLIS, () -> abandon(thread, call));
        }
        guarded(call, () -> againOrFinish(call, patience.tooSlow(call)));
    }

    private synchronized void abandon(CallThread<I, O> thread, Call<I, O> call) {
        if (!closed && thread.overstaying.filter(asked -> asked == call).isPresent()) {
            LOG.warn(
                    "{} does not heed interruption, about {}: abandoned and replaced",
                    thread.getName(),
                    Subject.of(call.question));
            metrics.abandonedThreads.inc();
            thread.abandoned = true;
            threads.remove(thread);
            startThread();
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

    private Future<?> in(long millis, Runnable then) {
        return clock.schedule(then, Math.max(0, millis), TimeUnit.MILLISECONDS);
    }

    private void startThread() {
        var thread = new CallThread<>(this, threadName + threadsStarted++);
        threads.add(thread);
        thread.start();
    }

    private Thread clockThread(Runnable task) {
        var thread = new Thread(task, threadName + "clock");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        List<CallThread<I, O>> open;
        synchronized (this) {
            closed = true;
            open = List.copyOf(threads);
            open.forEach(Thread::interrupt);
            notifyAll();
        }
        clock.shutdownNow();
        long until = System.currentTimeMillis() + HEED_MILLIS;
        try {
            for (var thread : open) {
                thread.join(Math.max(1, until - System.currentTimeMillis()));
            }
            var unused = // a thread that stays is a daemon
                    clock.awaitTermination(
                            Math.max(1, until - System.currentTimeMillis()), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        port.close();
    }
}
