// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Starts neighbours side by side, as far as the first trouble.
 *
 * @param which whom to start
 * @param start starts one; returns when it answers
 * @param health fails when one that was up has died
 */
record Launch(Set<Neighbour> which, Start start, Health health) {

    /** Starts one neighbour. */
    interface Start {
        void of(Neighbour neighbour) throws IOException, InterruptedException;
    }

    /** Looks after those that are up. */
    interface Health {
        void check() throws IOException;
    }

    void all() throws IOException, InterruptedException {
        var threads = Executors.newFixedThreadPool(which.size() + 1);
        var launches = new ExecutorCompletionService<Neighbour>(threads);
        try {
            for (var neighbour : which) {
                launches.submit(
                        () -> {
                            start.of(neighbour);
                            return neighbour;
                        });
            }
            // As they come, so that the first failure ends the others at once.
            for (int i = 0; i < which.size(); i++) {
                next(launches).get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Waits for a launch to end; who dies meanwhile, though it was up, ends the waiting. */
    private Future<Neighbour> next(CompletionService<Neighbour> launches)
            throws IOException, InterruptedException {
        while (true) {
            var launched = launches.poll(100, TimeUnit.MILLISECONDS);
            if (launched != null) {
                return launched;
            }
            health.check();
        }
    }
}
