// SPDX-License-Identifier: Apache-2.0
package nightjar.model.port;

import nightjar.model.Outcome;

/**
 * One stage's question to the world outside.
 *
 * <p>Called on a thread of the stage's own pool, several at a time; may block, must obey the
 * deadline and interruption, and must be safe to repeat: after a restore every question in flight
 * is asked again. Expected trouble is a {@link Outcome.Lost}; whatever is thrown is a bug and fails
 * the job's task.
 */
@FunctionalInterface
public interface Port<I, O> extends AutoCloseable {

    Outcome<O> ask(I question, Deadline deadline) throws InterruptedException;

    @Override
    default void close() {}
}
