// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Threads of which only one ever runs: each hands over when it waits for something, and which goes
 * on when is decided by the clock. So calls of many visit-detectors overlap, effect by effect, and
 * always in the same way.
 */
public final class Strands {

    private static final ExecutorService THREADS =
            Executors.newCachedThreadPool(
                    work -> {
                        var thread = new Thread(work, "strand");
                        thread.setDaemon(true);
                        return thread;
                    });

    private final VirtualTime time;
    private final Semaphore clockGoesOn = new Semaphore(0);
    private Optional<Strand> running = Optional.empty();

    public Strands(VirtualTime time) {
        this.time = time;
    }

    /** The process died: nobody may catch this. */
    public static final class Unwound extends Error {
        private static final long serialVersionUID = 1;

        Unwound() {
            super("the process died", null, false, false);
        }
    }

    /** The strands of one stage. */
    public final class Group {
        private final List<Strand> strands = new ArrayList<>();

        public Future<?> begin(Runnable work) {
            strands.removeIf(strand -> strand.finished);
            var strand = new Strand(work);
            strands.add(strand);
            strand.wake = Optional.of(time.in(0, strand::resume));
            return strand;
        }

        /** Ends them all, wherever they are. */
        public void kill() {
            List.copyOf(strands).forEach(Strand::kill);
            strands.clear();
        }
    }

    private final class Strand extends CompletableFuture<Void> {
        private final Runnable work;
        private final Semaphore goesOn = new Semaphore(0);
        private Optional<Future<?>> wake = Optional.empty();
        private boolean started;
        private boolean finished;
        private boolean interrupted;
        private boolean killed;

        private Strand(Runnable work) {
            this.work = work;
        }

        /** On the clock's thread: runs until the strand waits or ends. */
        private void resume() {
            if (finished) {
                return;
            }
            running = Optional.of(this);
            if (started) {
                goesOn.release();
            } else {
                started = true;
                THREADS.execute(this::run);
            }
            clockGoesOn.acquireUninterruptibly();
            running = Optional.empty();
        }

        private void run() {
            try {
                work.run();
            } catch (Unwound end) {
                // It was killed.
            } finally {
                finished = true;
                clockGoesOn.release();
            }
        }

        private void pause(long millis) throws InterruptedException {
            wake = Optional.of(time.in(millis, this::resume));
            clockGoesOn.release();
            goesOn.acquireUninterruptibly();
            if (killed) {
                throw new Unwound();
            }
            if (interrupted) {
                interrupted = false;
                throw new InterruptedException("by its deadline");
            }
        }

        @Override
        public boolean cancel(boolean interrupt) {
            if (finished) {
                return false;
            }
            interrupted = true;
            wake.ifPresent(event -> event.cancel(false));
            wake = Optional.of(time.in(0, this::resume));
            return true;
        }

        private void kill() {
            wake.ifPresent(event -> event.cancel(false));
            if (started && !finished) {
                killed = true;
                resume();
            }
            finished = true;
        }
    }

    public Group group() {
        return new Group();
    }

    /** Waits, if it is a strand that asks; the clock itself never waits. */
    public void pause(long millis) throws InterruptedException {
        if (running.isPresent()) {
            running.get().pause(millis);
        }
    }

    /** Whether it is a strand that asks, and not the clock. */
    public boolean isInStrand() {
        return running.isPresent();
    }

    /** Waits for its death. */
    public Unwound pauseForEver() {
        try {
            pause(Long.MAX_VALUE / 4);
        } catch (InterruptedException e) {
            return pauseForEver();
        }
        return new Unwound();
    }
}
