// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import nightjar.model.Loss;
import nightjar.model.Outcome;

/** One question on its way through a stage's pool; its fields are guarded by the pool. */
final class Call<I, O> {

    final I question;

    /** In order of arrival. */
    final long number;

    final long arrivedMillis;

    /** Until then its answer would be in time. */
    final long dueMillis;

    /** When it is given up; unset until it is first asked. */
    long endMillis = Long.MAX_VALUE;

    int asked;

    /** When it was asked last. */
    long begunMillis;

    Optional<Loss> lastLoss = Optional.empty();

    /** Gives it up should it never be its turn. */
    Optional<Future<?>> turn = Optional.empty();

    private final Consumer<Outcome<O>> answer;
    private final Consumer<Throwable> bug;

    Call(
            I question,
            long number,
            long arrivedMillis,
            long dueMillis,
            Consumer<Outcome<O>> answer,
            Consumer<Throwable> bug) {
        this.question = question;
        this.number = number;
        this.arrivedMillis = arrivedMillis;
        this.dueMillis = dueMillis;
        this.answer = answer;
        this.bug = bug;
    }

    /** Passes the answer on; whoever cannot take it has a bug. */
    void answer(Outcome<O> outcome) {
        try {
            answer.accept(outcome);
        } catch (RuntimeException | Error thrown) {
            fail(thrown);
        }
    }

    void fail(Throwable thrown) {
        bug.accept(thrown);
    }
}
