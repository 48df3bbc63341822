// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import nightjar.connectors.apdb.LineageBook.Note;
import nightjar.job.config.ConfigurationException;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;

/** The checkpoint or savepoint that a job is to go on from. */
final class Restoration {

    /** Between the clocks of Cassandra and of the checkpoints' store. */
    private static final long MOST_SKEW_MILLIS = 5_000;

    private Restoration() {}

    /**
     * A checkpoint or savepoint.
     *
     * @param number of its lineage's, counted since it was last begun from nothing
     * @param writtenMillis when, UTC milliseconds since 1970
     */
    private record Found(long number, long writtenMillis) {}

    private static Found found(String place) {
        try {
            var found = AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(place);
            try (var in = new DataInputStream(found.getMetadataHandle().openInputStream())) {
                var loader = Thread.currentThread().getContextClassLoader();
                var number =
                        Checkpoints.loadCheckpointMetadata(in, loader, place).getCheckpointId();
                return new Found(number, written(found.getExternalPointer()));
            }
        } catch (IOException e) {
            throw new ConfigurationException(
                    "execution.state-recovery.path %s cannot be read: %s"
                            .formatted(place, e.getMessage()),
                    e);
        }
    }

    private static long written(String folder) throws IOException {
        var metadata = new Path(folder, AbstractFsCheckpointStorageAccess.METADATA_FILE_NAME);
        return metadata.getFileSystem().getFileStatus(metadata).getModificationTime();
    }

    /**
     * Refuses an older one: what was announced since would be announced again.
     *
     * @param newest of the lineage, as it was noted; empty when none ever was
     * @throws ConfigurationException when it is older, when there is none at that place, or it
     *     cannot be read; saying what to do
     */
    static void requireNewest(String place, String lineage, Optional<Note> newest) {
        var asked = found(place);
        if (newest.isEmpty()) {
            return;
        }
        var note = newest.get();
        if (asked.writtenMillis() + MOST_SKEW_MILLIS < note.begunMillis()) {
            throw refused(
                    place,
                    "was written %s, before lineage %s was begun anew %s"
                            .formatted(
                                    Instant.ofEpochMilli(asked.writtenMillis()),
                                    lineage,
                                    Instant.ofEpochMilli(note.begunMillis())));
        }
        if (asked.number() < note.checkpoint()) {
            throw refused(
                    place,
                    "is checkpoint %d of lineage %s, whose newest is %d"
                            .formatted(asked.number(), lineage, note.checkpoint()));
        }
    }

    private static ConfigurationException refused(String place, String what) {
        return new ConfigurationException(
                "execution.state-recovery.path %s %s: what was announced since would be announced again. Start from the newest, or, if that is lost, with --set alerts.olderAllowed=true"
                        .formatted(place, what));
    }
}
