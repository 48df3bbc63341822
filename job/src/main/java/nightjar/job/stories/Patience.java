// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Tries what a busy machine lets fail; the world of a story is not what is under test. */
final class Patience {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Patience() {}

    /** Does it, again and again until it works or patience is over. */
    static void with(Runnable action) throws InterruptedException {
        long giveUp = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                action.run();
                return;
            } catch (IllegalStateException e) {
                if (System.nanoTime() > giveUp) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
    }
}
