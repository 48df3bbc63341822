// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import java.io.Serializable;
import java.time.InstantSource;
import java.util.function.Supplier;
import nightjar.model.port.Port;

/**
 * What lies between nightjar and its neighbours' ports: as a rule nothing. A recorder passes
 * questions on and keeps what was answered; a player answers from what was kept.
 */
public interface Ports extends AutoCloseable {

    /** Nothing. */
    Ports PLAIN = new Ports() {};

    /** What is heard: announcements of visits, and that they are called off. */
    String VISITS = "visits";

    String CANCELS = "cancels";

    /** Notifications of the bucket. */
    String OBJECTS = "objects";

    /** The ends of visit-detectors, before the books are kept. */
    String ENDS = "ends";

    /** Opens it where the job runs; travels with the job graph. */
    @FunctionalInterface
    interface Door extends Serializable {
        Ports open();
    }

    /**
     * A neighbour's port as nightjar shall see it.
     *
     * @param real opens the neighbour's own, unless nobody needs it
     */
    default <T> T at(Class<T> port, Supplier<T> real) {
        return real.get();
    }

    /**
     * A stage through which all inputs of a kind, or all ends, pass.
     *
     * @param what one of the words above
     */
    default <I, O> Port<I, O> heard(String what, Port<I, O> stage) {
        return stage;
    }

    /** By which nightjar stamps what it does. */
    default InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    default void close() {}
}
