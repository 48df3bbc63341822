// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import java.time.Duration;
import java.util.function.Supplier;
import nightjar.model.Committed;
import nightjar.model.Outcome;
import nightjar.operators.stage.BackOff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a committed plan, however often it takes: what is committed must be announced. After some
 * minutes without success the job fails, and Flink starts it again from its checkpoint.
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

    <T> T read(Committed committed, Supplier<Outcome<T>> attempt) throws InterruptedException {
        long end = System.currentTimeMillis() + patience.toMillis();
        for (int tries = 1; ; tries++) {
            var outcome = attempt.get();
            var value = outcome.asValue();
            if (value.isPresent()) {
                return value.get();
            }
            var why = outcome.asLoss().orElseThrow().why();
            if (System.currentTimeMillis() >= end) {
                throw new UnreadablePlanException(
                        "the plan of "
                                + committed.key()
                                + ", "
                                + committed.plan().uri()
                                + ", cannot be read: "
                                + why
                                + " (given up after "
                                + tries
                                + " tries); make the plan store readable, the job restarts by"
                                + " itself");
            }
            LOG.warn("plan of {} not read yet: {}", committed.key(), why);
            // The stage is a plain function; until it has read this plan there is nothing to pass.
            Thread.sleep(backOff.millisAfter(tries));
        }
    }
}
