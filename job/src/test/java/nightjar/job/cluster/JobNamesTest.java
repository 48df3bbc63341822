// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobNamesTest {

    private static final String MINE = "242f14245d4bd943654d06a01d05c831";
    private static final String OTHER = "a73c311aa844faebef1065bd277e0be8";

    @Test
    void aCheckpointOrSavepointIsWhoseJobLeftIt(@TempDir Path folder) {
        var names = new JobNames(folder.resolve("jobs"));
        var checkpoint = Path.of("/c/checkpoints", MINE, "chk-14");
        assertThat(names.left(checkpoint, "nightjar mine")).as("nobody noted").isFalse();

        names.note(MINE, "nightjar mine");
        names.note(OTHER, "nightjar not-mine");

        assertThat(names.left(checkpoint, "nightjar mine")).isTrue();
        assertThat(names.left(checkpoint, "nightjar not-mine")).isFalse();
        var savepoint = Path.of("/c/savepoints/savepoint-a73c31-dfbff1426013");
        assertThat(names.left(savepoint, "nightjar not-mine")).isTrue();
        assertThat(names.left(savepoint, "nightjar mine")).isFalse();
    }
}
