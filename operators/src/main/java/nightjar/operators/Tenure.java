// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import java.util.Optional;
import java.util.Set;
import nightjar.model.port.HandOver;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/** A job's time with its lineage: from when it took it until another does. */
final class Tenure implements AutoCloseable {

    private static final Set<Long> NONE = Set.of();

    private final Optional<HandOver> handOver;
    private final String job;
    private final Set<Long> told;

    private Tenure(Optional<HandOver> handOver, String job, Set<Long> told) {
        this.handOver = handOver;
        this.job = job;
        this.told = told;
    }

    /**
     * Takes the lineage, where it is handed over between jobs that run.
     *
     * @param sinceMillis when the state was saved that the job began from, UTC milliseconds since
     *     1970; 0 when there was none
     */
    static Tenure begin(Optional<HandOver> handOver, String job, long sinceMillis)
            throws InterruptedException {
        boolean isBegun = false;
        try {
            var told = handOver.isEmpty() ? NONE : handOver.get().take(job, sinceMillis);
            var tenure = new Tenure(handOver, job, Set.copyOf(told));
            tenure.require();
            isBegun = true;
            return tenure;
        } finally {
            if (!isBegun) {
                handOver.ifPresent(HandOver::close);
            }
        }
    }

    /** Ends the job for good when another has the lineage: a restart would not get it back. */
    void require() {
        var successor = handOver.flatMap(it -> it.successor(job));
        if (successor.isPresent()) {
            throw new SuppressRestartsException(
                    new IllegalStateException(
                            "job %s has taken this job's lineage over: this one ends"
                                    .formatted(successor.get())));
        }
    }

    /** Whether the job before has announced this alert. */
    boolean isTold(long diaSourceId) {
        return told.contains(diaSourceId);
    }

    @Override
    public void close() {
        handOver.ifPresent(HandOver::close);
    }
}
