// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.util.function.Consumer;
import nightjar.model.Outcome;
import nightjar.model.port.Placement;

/** The threads behind a stage. */
final class Calls<I, O> implements AutoCloseable {

    Calls(Asking<I, O, ?> asking, Placement placement, StageMetrics metrics) {}

    void ask(I question, Consumer<Outcome<O>> answer, Consumer<Throwable> bug) {
        throw new UnsupportedOperationException();
    }

    int waiting() {
        return 0;
    }

    int calling() {
        return 0;
    }

    int inFlight() {
        return 0;
    }

    @Override
    public void close() {}
}
