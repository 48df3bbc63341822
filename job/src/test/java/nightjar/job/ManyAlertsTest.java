// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyAlertsTest {

    private static final int HEAP_MIB = 160;

    @Test
    void visitOfAHundredThousandAlertsIsAnnouncedWholeByAHeapThatCannotHoldThem(
            @TempDir Path folder) throws Exception {
        assertThat((long) ManyAlerts.COUNT * ManyAlerts.BYTES)
                .as("the alerts together")
                .isGreaterThan(2L * HEAP_MIB * 1_048_576);
        var out = folder.resolve("out.txt");
        var java =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx" + HEAP_MIB + "m",
                                        "-XX:+UseSerialGC",
                                        "-XX:+ExitOnOutOfMemoryError",
                                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        ManyAlerts.class.getName(),
                                        folder.toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        try {
            assertThat(java.waitFor(5, TimeUnit.MINUTES)).as("it came to an end").isTrue();
        } finally {
            java.destroyForcibly().waitFor();
        }
        assertThat(Files.readString(out)).contains(ManyAlerts.expected());
        assertThat(java.exitValue()).isZero();
    }
}
