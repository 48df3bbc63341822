// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import java.time.Duration;
import java.util.function.Supplier;
import nightjar.model.Cause;
import nightjar.model.Committed;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.ObjectStore;
import nightjar.operators.stage.BackOff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a committed plan, for some minutes if need be: what is committed must be announced. When
 * its store stays away, or refuses, the job fails, and Flink starts it again from its checkpoint. A
 * plan that is damaged, or gone, is handed back: no restart would read it better.
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
            if (loss.isEmpty() || !isWorthWaiting(loss.get())) {
                return outcome;
            }
            if (System.currentTimeMillis() >= end) {
                if (ObjectStore.isNotFound(loss.get())) {
                    return outcome;
                }
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

    private static boolean isWorthWaiting(Loss loss) {
        return loss.cause() == Cause.TRANSIENT || loss.cause() == Cause.RETRIABLE;
    }
}
