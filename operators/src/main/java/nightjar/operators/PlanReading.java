// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import java.time.Duration;
import java.util.function.Supplier;
import nightjar.model.Cause;
import nightjar.model.Committed;
import nightjar.model.Outcome;
import nightjar.operators.stage.BackOff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a committed plan. While its store is away it is waited for: what is committed must be
 * announced. After some minutes of that the job fails, and Flink starts it again from its
 * checkpoint. What cannot be read however often it is tried is handed back at once.
 */
final class PlanReading {

    private static final Logger LOG = LoggerFactory.getLogger(PlanReading.class);

    private final BackOff backOff;
    private final Duration patience;

    PlanReading(BackOff backOff, Duration patience) {
        this.backOff = backOff;
        this.patience = patience;
    }

    /** Patient for five minutes. */
    PlanReading() {
        this(BackOff.SOON, Duration.ofMinutes(5));
    }

    <T> Outcome<T> read(Committed committed, Supplier<Outcome<T>> attempt)
            throws InterruptedException {
        long end = System.currentTimeMillis() + patience.toMillis();
        for (int tries = 1; ; tries++) {
            var outcome = attempt.get();
            var loss = outcome.asLoss();
            if (loss.isEmpty() || loss.get().cause() != Cause.TRANSIENT) {
                return outcome;
            }
            if (System.currentTimeMillis() >= end) {
                throw new UnreadablePlanException(
                        "the plan of "
                                + committed.key()
                                + ", "
                                + committed.plan().uri()
                                + ", cannot be read: "
                                + loss.get().why()
                                + " (given up after "
                                + tries
                                + " tries); make the plan store readable, the job restarts by"
                                + " itself");
            }
            LOG.warn("plan of {} not read yet: {}", committed.key(), loss.get().why());
            // The stage is a plain function; until it has read this plan there is nothing to pass.
            Thread.sleep(backOff.millisAfter(tries));
        }
    }
}
