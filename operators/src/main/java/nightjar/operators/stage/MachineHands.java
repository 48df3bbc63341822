// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The machine's clock, and daemon threads that are kept for a while after their work. */
final class MachineHands implements Hands {

    /** How long those that are interrupted at the end may take to come back. */
    private static final Duration HEED = Duration.ofSeconds(2);

    private static final long IDLE_SECONDS = 30;

    private final String stage;
    private final AtomicInteger threads = new AtomicInteger();
    private final ScheduledThreadPoolExecutor clock;
    private final ExecutorService workers;

    MachineHands(String stage) {
        this.stage = stage;
        clock =
                new ScheduledThreadPoolExecutor(
                        1, work -> daemon(work, "clock"), new DiscardPolicy());
        clock.setRemoveOnCancelPolicy(true);
        workers =
                new ThreadPoolExecutor(
                        0,
                        Integer.MAX_VALUE,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        work -> daemon(work, String.valueOf(threads.getAndIncrement())),
                        new DiscardPolicy());
    }

    private Thread daemon(Runnable work, String name) {
        var thread = new Thread(work, stage + "-" + name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public long millis() {
        return System.currentTimeMillis();
    }

    @Override
    public Future<?> in(long millis, Runnable then) {
        return clock.schedule(then, Math.max(0, millis), TimeUnit.MILLISECONDS);
    }

    @Override
    public Future<?> begin(Runnable work) {
        return workers.submit(work);
    }

    @Override
    public double spread() {
        return ThreadLocalRandom.current().nextDouble();
    }

    /** A thread that does not heed is a daemon, and stays behind. */
    @Override
    public void close() {
        clock.shutdownNow();
        workers.shutdownNow();
        try {
            boolean heeded = workers.awaitTermination(HEED.toMillis(), TimeUnit.MILLISECONDS);
            var unused = heeded && clock.awaitTermination(HEED.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
