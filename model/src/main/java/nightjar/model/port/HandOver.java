// SPDX-License-Identifier: Apache-2.0
package nightjar.model.port;

import java.util.Optional;
import java.util.Set;

/**
 * How a lineage goes from a job that may still run to a later one that began from its savepoint:
 * the later takes it, the earlier ends, and what that had announced is not announced again.
 */
public interface HandOver extends AutoCloseable {

    /**
     * Takes the lineage, or finds that this job has it; waits until the job before has ended.
     *
     * @param job this job, the same over its restarts
     * @param sinceMillis when the savepoint was made that the job began from, UTC milliseconds
     *     since 1970; 0 when it began from nothing
     * @return diaSourceIds of the alerts that others of the lineage have announced since then;
     *     empty, too, when this job has a successor by now
     * @throws IllegalStateException when that cannot be found out
     */
    Set<Long> take(String job, long sinceMillis) throws InterruptedException;

    /**
     * The job that has taken the lineage from this one, which is told that this one ends now. Empty
     * when there is none, or when nobody could be asked.
     */
    Optional<String> successor(String job);

    @Override
    void close();
}
