// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.runtime;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.util.OutputTag;

/** One operator at work. */
interface Task {

    /** Where its records go. */
    interface Out {
        void emit(Optional<OutputTag<?>> tag, Object value);
    }

    /** Something that the operator would not do by itself: its job fails. */
    final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failed(String task, Throwable cause) {
            super(task + " failed: " + cause, cause);
        }
    }

    void process(int input, Object value);

    /** What a checkpoint keeps of it. */
    Kept keep();

    void close();

    /**
     * An operator's part of a checkpoint.
     *
     * @param state by key
     * @param timers not yet gone off
     * @param asked questions whose answers have not been passed on
     * @param offset how much of its topic a source has passed on
     */
    record Kept(KeyedState state, Set<Timers.Timer> timers, List<Object> asked, int offset) {

        static Kept nothing() {
            return new Kept(new KeyedState(), Set.of(), List.of(), 0);
        }
    }
}
