// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import nightjar.model.Outcome;

/** Questions one after another, each of which may be interrupted. */
final class Ask {

    private Ask() {}

    /** The next question. */
    interface Next<T, R> {
        Outcome<R> ask(T value) throws InterruptedException;
    }

    /** {@link Outcome#then} for a next question that may be interrupted. */
    static <T, R> Outcome<R> then(Outcome<T> before, Next<? super T, R> next)
            throws InterruptedException {
        if (before instanceof Outcome.Done<T> done) {
            return next.ask(done.value());
        }
        return Outcome.lost(((Outcome.Lost<T>) before).loss());
    }
}
