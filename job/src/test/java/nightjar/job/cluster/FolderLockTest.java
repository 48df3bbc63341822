// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import nightjar.job.config.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One command at a time changes what runs in a folder. */
class FolderLockTest {

    @TempDir Path folder = Path.of("");

    @Test
    void whoComesSecondIsToldWhoWorksThere() throws Exception {
        FolderLock.holding(
                folder,
                lock -> {
                    assertThatThrownBy(() -> FolderLock.holding(folder, second -> ""))
                            .isInstanceOf(ConfigurationException.class)
                            .hasMessageContaining("another command works on " + folder)
                            .hasMessageContaining("process " + ProcessHandle.current().pid());
                    return "";
                });
        assertThat(FolderLock.<String>holding(folder, lock -> "third")).isEqualTo("third");
    }

    @Test
    void anotherJvmIsKeptOutToo() throws Exception {
        var held = folder.resolve("held");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var other =
                new ProcessBuilder(
                                java,
                                "-cp",
                                System.getProperty("java.class.path"),
                                LockHolder.class.getName(),
                                folder.toString(),
                                held.toString())
                        .inheritIO()
                        .redirectInput(ProcessBuilder.Redirect.PIPE)
                        .start();
        try {
            while (other.isAlive() && !Files.exists(held)) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> FolderLock.holding(folder, lock -> ""))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("process " + other.pid());
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertThat(FolderLock.<String>holding(folder, lock -> "free")).isEqualTo("free");
    }

    /** Holds a folder until it is ended. */
    static final class LockHolder {

        private LockHolder() {}

        /**
         * @param args the folder, and the file that says that it is held
         */
        public static void main(String[] args) throws Exception {
            FolderLock.holding(
                    Path.of(args[0]),
                    lock -> {
                        Files.createFile(Path.of(args[1]));
                        return System.in.read();
                    });
        }
    }
}
