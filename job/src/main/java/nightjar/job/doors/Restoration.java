// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.OptionalLong;
import nightjar.job.config.ConfigurationException;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;

/** The checkpoint or savepoint that a job is to go on from. */
final class Restoration {

    private Restoration() {}

    /**
     * Its number.
     *
     * @throws ConfigurationException when there is none at that place, or it cannot be read
     */
    static long number(String place) {
        try {
            var found = AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(place);
            try (var in = new DataInputStream(found.getMetadataHandle().openInputStream())) {
                var loader = Thread.currentThread().getContextClassLoader();
                return Checkpoints.loadCheckpointMetadata(in, loader, place).getCheckpointId();
            }
        } catch (IOException e) {
            throw new ConfigurationException(
                    "execution.state-recovery.path %s cannot be read: %s"
                            .formatted(place, e.getMessage()),
                    e);
        }
    }

    /**
     * Refuses an older one: what was announced since would be announced again.
     *
     * @param newest of the lineage, as it was noted; empty when none ever was
     * @throws ConfigurationException saying which one is wanted
     */
    static void requireNewest(String place, String lineage, OptionalLong newest) {
        long number = number(place);
        if (newest.isPresent() && number < newest.getAsLong()) {
            throw new ConfigurationException(
                    ("execution.state-recovery.path %s is checkpoint %d of lineage %s, whose newest is"
                                    + " %d: what was announced since would be announced again."
                                    + " Start from the newest one (chk-%d or later)")
                            .formatted(
                                    place,
                                    number,
                                    lineage,
                                    newest.getAsLong(),
                                    newest.getAsLong()));
        }
    }
}
