// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.pixels;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import nightjar.imaging.Unusable;

/**
 * Work that needs nothing of what is done meanwhile: on a thread of its own where one image may
 * have every core, else when its outcome is wanted. Nobody leaves it behind: {@link #close} waits
 * for its end, since it may still write into planes that others would get.
 */
public final class Aside<T> implements AutoCloseable {
    private final FutureTask<T> task;
    private final boolean started;

    /** What is to be done. */
    @FunctionalInterface
    public interface Work<T> {
        T done() throws Unusable, IOException;
    }

    private Aside(Work<? extends T> work, boolean started) {
        this.task = new FutureTask<>(work::done);
        this.started = started;
    }

    /** Starts the work if there may be a second core for it. */
    public static <T> Aside<T> of(Work<? extends T> work) {
        boolean start = Bands.threads() > 1;
        var aside = new Aside<T>(work, start);
        if (start) {
            var thread = new Thread(aside.task, "aside");
            thread.setDaemon(true);
            thread.start();
        }
        return aside;
    }

    /** What came of it, once it is done. */
    public T outcome() throws Unusable, IOException {
        if (!started) {
            task.run();
        }
        try {
            return wait(task);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof Unusable refused) {
                throw refused;
            }
            if (cause instanceof IOException broken) {
                throw broken;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw cause instanceof RuntimeException bug ? bug : new IllegalStateException(cause);
        }
    }

    /** Waits for it, whatever becomes of it; what never began never will. */
    @Override
    public void close() {
        if (!started) {
            task.cancel(false);
            return;
        }
        try {
            wait(task);
        } catch (ExecutionException e) {
            // whoever wanted its outcome has been told
            return;
        }
    }

    /** An interrupt is kept for later: the work must end first. */
    private static <T> T wait(FutureTask<T> task) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
