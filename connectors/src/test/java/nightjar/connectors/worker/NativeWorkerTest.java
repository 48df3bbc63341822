// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeWorkerTest {

    private final Path home;

    NativeWorkerTest(@TempDir Path home) {
        this.home = home;
    }

    private NewestJava java(String release) throws IOException {
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n" + release);
        return new NewestJava(home, Runtime.Version.parse("25.0.3"));
    }

    @Test
    void asksForTheVectorApiWhereTheJavaHasIt() throws IOException {
        var java = java("MODULES=\"java.base jdk.incubator.vector java.xml\"\n");

        assertThat(NativeWorker.command(java, "a.jar", 1536))
                .startsWith(home.resolve("bin/java").toString(), "-Xmx1536m")
                .containsSubsequence("-XX:MaxNewSize=192m", "--add-modules", "jdk.incubator.vector")
                .endsWith("-cp", "a.jar", "nightjar.imaging.worker.Main");
    }

    @Test
    void doesNotAskForWhatWouldKeepTheJavaFromStarting() throws IOException {
        assertThat(NativeWorker.options(java("MODULES=\"java.base\"\n"), 256))
                .doesNotContain("--add-modules")
                .contains("-XX:MaxNewSize=64m");
        assertThat(NativeWorker.options(java(""), 256)).doesNotContain("--add-modules");
    }
}
