// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps calls away from a neighbour that fails: after some failures in a row none passes for a
 * while, then a single one to see how it is; others pass once that has come back well.
 */
public final class Breaker {

    private final int failures;
    private final long restNanos;
    private final LongSupplier clockNanos;

    private int inARow;
    private long openedNanos;
    private boolean probing;

    public Breaker(int failures, Duration rest, LongSupplier clockNanos) {
        this.failures = failures;
        this.restNanos = rest.toNanos();
        this.clockNanos = clockNanos;
    }

    /** Whether to call now; who was let pass must tell how it {@link #ended}. */
    synchronized boolean letsPass() {
        if (inARow < failures) {
            return true;
        }
        if (probing || clockNanos.getAsLong() - openedNanos < restNanos) {
            return false;
        }
        probing = true;
        return true;
    }

    synchronized void ended(boolean well) {
        probing = false;
        if (well) {
            inARow = 0;
            return;
        }
        inARow = Math.min(inARow + 1, failures);
        if (inARow == failures) {
            openedNanos = clockNanos.getAsLong();
        }
    }

    /** It ended for reasons of our own: nothing was learnt of the neighbour. */
    synchronized void endedUntold() {
        probing = false;
    }

    public synchronized boolean isOpen() {
        return inARow >= failures;
    }
}
