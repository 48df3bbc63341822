// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import nightjar.sandbox.box.process.Jdks;
import nightjar.sandbox.box.process.Libraries;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParentsDeathIT {

    /** Five seconds are promised of a machine that is not busy; this one may be. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @ParameterizedTest
    @CsvSource({"KILL, kafka", "TERM, desk", "INT, desk"})
    void nothingIsLeftAfter(String signal, String neighbour, @TempDir Path tmp) throws Exception {
        assumeThat(signal.equals("INT") && isInterruptIgnored())
                .as("Ctrl-C is ignored here, as a shell has it for what runs in its background")
                .isFalse();
        Process parent =
                new ProcessBuilder(
                                Jdks.current().toString(),
                                "-Xmx64m",
                                "-Djava.io.tmpdir=" + tmp,
                                "-Dnightjar.root=" + System.getProperty("nightjar.root"),
                                "-cp",
                                Libraries.ownClassPath(),
                                Parent.class.getName(),
                                neighbour,
                                "store",
                                "sattle")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader lines = parent.inputReader(StandardCharsets.UTF_8)) {
            String up = Optional.ofNullable(lines.readLine()).orElse("");
            List<String> words = Arrays.asList(up.split(" ", -1));
            assertThat(words).as(up).hasSize(5);
            Path folder = Path.of(words.get(1));
            List<ProcessHandle> family = new ArrayList<>(parent.descendants().toList());
            assertThat(family).hasSize(4);
            assertThat(folder).isDirectory();

            send(signal, parent, family);
            long deadline = System.nanoTime() + LIMIT.toNanos();
            family.add(parent.toHandle());
            while (isSomethingLeft(folder, family) && System.nanoTime() < deadline) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }

            assertThat(family.stream().filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(tmp).isEmptyDirectory();
        } finally {
            parent.destroyForcibly();
        }
    }

    /** Children ignore what their parent did; proc(5): signal 2 is the second bit. */
    private static boolean isInterruptIgnored() throws IOException {
        var status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> line.substring("SigIgn:".length()).strip())
                        .anyMatch(bits -> (Long.parseUnsignedLong(bits, 16) & 0b10) != 0);
    }

    private static boolean isSomethingLeft(Path folder, List<ProcessHandle> family) {
        return Files.exists(folder) || family.stream().anyMatch(ProcessHandle::isAlive);
    }

    /** A terminal's Ctrl-C reaches the whole family, the others the parent alone. */
    private static void send(String signal, Process parent, List<ProcessHandle> family)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        command.add(String.valueOf(parent.pid()));
        if (signal.equals("INT")) {
            family.forEach(child -> command.add(String.valueOf(child.pid())));
        }
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
