// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;

/**
 * How much one stage may hold, do at once, take and try.
 *
 * @param waiting questions that each parallel instance may hold, answered or not; never meant to be
 *     the throttle, since a stage that is full holds up checkpoints: rate times deadline,
 *     generously
 * @param calls questions asked at once in each parallel instance
 * @param deadline time for one question, retries included, counted from when it is first asked;
 *     while it waits its turn the time does not run
 * @param attempts how often a question is asked at most when the answer is RETRIABLE; transient
 *     trouble is retried within the deadline whatever this says
 */
public record Limit(int waiting, int calls, Duration deadline, int attempts)
        implements Serializable {

    public Limit {
        requireNonNull(deadline, "deadline");
        if (waiting < 1 || calls < 1 || attempts < 1 || deadline.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "waiting "
                            + waiting
                            + ", calls "
                            + calls
                            + ", deadline "
                            + deadline
                            + ", attempts "
                            + attempts
                            + ": each must be at least 1 (1 ms)");
        }
    }
}
