// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nightjar.connectors.apdb.LineageBook.Note;
import nightjar.job.config.ConfigurationException;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start from an older checkpoint is refused before the job is submitted. */
class RestorationTest {

    private final String place;

    RestorationTest(@TempDir Path folder) throws IOException {
        place = folder.toUri().toString();
        try (var out = new DataOutputStream(Files.newOutputStream(folder.resolve("_metadata")))) {
            Checkpoints.storeCheckpointMetadata(
                    new CheckpointMetadata(7, List.of(), List.of()), out);
        }
    }

    @Test
    void theNewestIsGoneOnFromAndSoIsOneThatNobodyNoted() {
        for (var newest : List.of(note(7), note(6), Optional.<Note>empty())) {
            assertThatCode(() -> Restoration.requireNewest(place, "lsstcam", newest))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void anOlderOneIsRefusedWithItsNumberAndTheOneThatIsWanted() {
        assertThatThrownBy(() -> Restoration.requireNewest(place, "lsstcam", note(9)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is checkpoint 7 of lineage lsstcam, whose newest is 9")
                .hasMessageContaining("announced again");
    }

    @Test
    void oneOfAFormerHistoryIsRefusedThoughItsNumberIsHigher() {
        long later = System.currentTimeMillis() + Duration.ofMinutes(1).toMillis();
        assertThatThrownBy(
                        () ->
                                Restoration.requireNewest(
                                        place, "lsstcam", Optional.of(new Note(2, later))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("before lineage lsstcam was begun anew")
                .hasMessageContaining("alerts.olderAllowed=true");
    }

    private static Optional<Note> note(long checkpoint) {
        return Optional.of(new Note(checkpoint, 0));
    }

    @Test
    void aPlaceWithoutCheckpointIsNamed() {
        assertThatThrownBy(() -> Restoration.requireNewest(place + "nowhere", "lsstcam", note(1)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("nowhere");
    }
}
