// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.turns;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;

/**
 * One reading at a time, for all who asked before it began: nobody is told of a state older than
 * its question, and a hundred who ask at once cost two readings.
 */
final class Coalesced<T> {

    private final ReentrantLock reading = new ReentrantLock();
    private Round<T> next = new Round<>();

    private static final class Round<T> {
        Optional<Outcome<T>> answer = Optional.empty();
    }

    Outcome<T> ask(Supplier<Outcome<T>> read, Deadline deadline) throws InterruptedException {
        var mine = join();
        if (!reading.tryLock(deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
            return Outcome.lost(Loss.transientTrouble("the reading before ours did not end"));
        }
        try {
            if (mine.answer.isEmpty()) {
                begin();
                mine.answer = Optional.of(read.get());
            }
            return mine.answer.get();
        } finally {
            reading.unlock();
        }
    }

    private synchronized Round<T> join() {
        return next;
    }

    /** Whoever asks from now on waits for the reading after this one. */
    private synchronized void begin() {
        next = new Round<>();
    }
}
