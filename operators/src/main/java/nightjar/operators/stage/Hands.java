// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.io.Serializable;
import java.time.InstantSource;
import java.util.concurrent.Future;

/**
 * The time and the threads behind a stage: those of the machine, or those of a simulation, in which
 * hours pass in a moment and everything happens again in the same order.
 */
public interface Hands extends InstantSource, AutoCloseable {

    /** Makes the hands of one stage; travels with the job graph. */
    @FunctionalInterface
    interface Hiring extends Serializable {
        Hands of(String stage);
    }

    /** Does this after so many milliseconds; cancelled, it is not done. */
    Future<?> in(long millis, Runnable then);

    /** Begins this at once, beside all else; cancelled with interruption, it is interrupted. */
    Future<?> begin(Runnable work);

    /** A number in [0, 1), to spread those who would else come back together. */
    double spread();

    /** Interrupts all that was begun, and waits for it a little. */
    @Override
    void close();
}
