// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.util.Optional;
import java.util.concurrent.Future;

/** One asking of a question: it takes one of the stage's places; its fields are the pool's. */
final class Turn<I, O> {

    final Call<I, O> call;

    /** Until an answer would be too late. */
    final long endMillis;

    /** What it is done with; unset for a moment at its beginning. */
    Optional<Future<?>> work = Optional.empty();

    Optional<Future<?>> expiry = Optional.empty();

    /** Somebody waits for what it brings. */
    boolean awaited = true;

    /** It has come back, or is not waited for any more: its place is another's. */
    boolean over;

    Turn(Call<I, O> call, long endMillis) {
        this.call = call;
        this.endMillis = endMillis;
    }
}
