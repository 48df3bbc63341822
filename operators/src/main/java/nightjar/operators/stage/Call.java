// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.util.Optional;
import java.util.function.Consumer;
import nightjar.model.Loss;
import nightjar.model.Outcome;

/** One question on its way through a stage's pool. Guarded by the pool. */
final class Call<I, O> {

    final I question;
    final long dueMillis;
    final long arrivedMillis;
    private final Consumer<Outcome<O>> answer;

    /** When it is given up; 0 until it is first asked. */
    long endMillis;

    int asked;
    Optional<Loss> lastLoss = Optional.empty();
    private boolean answered;

    Call(I question, long arrivedMillis, long dueMillis, Consumer<Outcome<O>> answer) {
        this.question = question;
        this.arrivedMillis = arrivedMillis;
        this.dueMillis = dueMillis;
        this.answer = answer;
    }

    boolean isAnswered() {
        return answered;
    }

    /** Answers once; what comes after the first answer is dropped. */
    boolean answer(Outcome<O> outcome) {
        if (answered) {
            return false;
        }
        answered = true;
        answer.accept(outcome);
        return true;
    }
}
