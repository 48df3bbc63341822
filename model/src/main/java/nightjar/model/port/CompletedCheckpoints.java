// SPDX-License-Identifier: Apache-2.0
package nightjar.model.port;

import java.util.OptionalLong;

/**
 * Is told of each checkpoint of the job that is complete, so that a later start can know whether
 * the checkpoint it is given is the newest of its lineage.
 */
public interface CompletedCheckpoints extends AutoCloseable {

    /** Nobody is told. */
    CompletedCheckpoints UNTOLD =
            new CompletedCheckpoints() {
                @Override
                public void begun() {}

                @Override
                public void completed(long number) {}

                @Override
                public OptionalLong newest() {
                    return OptionalLong.empty();
                }

                @Override
                public void close() {}
            };

    /**
     * The job starts from nothing, so that its checkpoints are counted from 1 again: noted, if it
     * can be, before this returns, since older numbers are higher.
     */
    void begun();

    /**
     * Takes note and returns at once; a note that cannot be written is no reason to stop.
     *
     * @param number of the checkpoint: they rise within a lineage, over restarts, too
     */
    void completed(long number);

    /** The newest that was noted, of any start of the lineage; empty when nobody knows. */
    OptionalLong newest();

    @Override
    void close();
}
