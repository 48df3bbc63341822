// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewestJavaTest {

    private final Path folder;

    NewestJavaTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theNewestAmongSiblingsIsFoundByNumberAndNotByName() throws Exception {
        var old = jdk("a/java-9", "9.0.4");
        jdk("a/java-17", "17.0.15");
        jdk("b/temurin", "25.0.3");
        jdk("a/java-21", "21.0.1");
        Files.createDirectories(folder.resolve("a/no-jdk"));

        var siblings = NewestJava.among(Set.of(old), List.of()).orElseThrow();
        var anywhere = NewestJava.among(Set.of(old), List.of(folder.resolve("b"))).orElseThrow();

        assertThat(siblings.version().feature()).isEqualTo(21);
        assertThat(anywhere.version().feature()).isEqualTo(25);
        assertThat(anywhere.executable()).isExecutable();
    }

    @Test
    void whereNoneIsNoneIsFound() {
        assertThat(NewestJava.among(Set.of(folder), List.of(folder.resolve("none")))).isEmpty();
    }

    @Test
    void onThisMachineItIsNoOlderThanTheOneThatRuns() {
        assertThat(NewestJava.find().version().feature())
                .isGreaterThanOrEqualTo(Runtime.version().feature());
    }

    private Path jdk(String name, String version) throws Exception {
        var home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        var java = Files.createFile(home.resolve("bin/java"));
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }
}
