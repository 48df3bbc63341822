// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nightjar.job.config.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version of nightjar is its job's jar and nightjar's other jars beside it. */
class ProgramTest {

    @TempDir Path folder = Path.of("");

    @Test
    void itsLibrariesAreNightjarsOwn() throws IOException {
        var jar = Files.createFile(folder.resolve("nightjar-job-1.jar"));
        var lib = Files.createDirectory(folder.resolve("lib"));
        var model = Files.createFile(lib.resolve("nightjar-model-1.jar"));
        Files.createFile(lib.resolve("kafka-clients-4.2.0.jar"));
        assertThat(Program.of(jar).libraries()).containsExactly(model);
    }

    @Test
    void theRehearsalsClassPathBeginsWithTheVersionsOwnJars() throws IOException {
        var jar = Files.createFile(folder.resolve("nightjar-job-1.jar"));
        var path = Program.of(jar).classPath();
        assertThat(path).startsWith(jar.toString());
        assertThat(path.subList(1, path.size()))
                .noneMatch(place -> Program.isOwn(Path.of(place).getFileName().toString()));
    }

    @Test
    void aJarThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> Program.of(folder.resolve("none.jar")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("none.jar is no file");
    }
}
