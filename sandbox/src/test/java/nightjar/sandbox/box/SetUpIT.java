// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who dies while the box is set up ends the set-up, in one line, and leaves its log. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SetUpIT {

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Path kept;

    SetUpIT(@TempDir Path kept) {
        this.kept = kept;
    }

    @Test
    void whoDiesThoughItWasUpEndsTheSetUpOfTheOthers() {
        Path log = kept.resolve("run-desk-died.log");
        failsWhenKilled("nightjar.sandbox.box.desk.Desk")
                .startsWith("desk died by itself (exit code 137: killed")
                .endsWith("its log is " + log);
        assertThat(log).exists();
        assertThat(said).as("told once, by the failure").noneMatch(line -> line.contains("died"));
    }

    @Test
    void whoDiesBeforeItIsUpLeavesItsLog() {
        Path log = kept.resolve("run-cassandra-died.log");
        failsWhenKilled("CassandraDaemon")
                .isEqualTo("cassandra ended before it was ready; its log is " + log);
        assertThat(log).exists();
    }

    /**
     * The first line of why the set-up failed, of which the one was killed when the desk was up.
     */
    private org.assertj.core.api.AbstractStringAssert<?> failsWhenKilled(String program) {
        var failure =
                assertThatThrownBy(
                        () ->
                                Observatory.start(
                                                EnumSet.of(Neighbour.DESK, Neighbour.CASSANDRA),
                                                Options.forTests().withKeptLogs(kept + "/run-"),
                                                line -> {
                                                    said.add(line);
                                                    if (line.startsWith("desk ready")) {
                                                        kill(program);
                                                    }
                                                })
                                        .close());
        assertThat(said).noneMatch(line -> line.startsWith("cassandra ready"));
        return failure.isInstanceOf(IOException.class).message();
    }

    /** Of this test's own children, as soon as there is one. */
    private static void kill(String program) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < giveUp) {
            var found = ProcessHandle.current().children().filter(c -> runs(c, program)).findAny();
            if (found.isPresent()) {
                assertThat(found.get().destroyForcibly()).isTrue();
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        throw new AssertionError(program + " was not started");
    }

    /** Not by ProcessHandle.info(), which cuts long class paths off and all that follows. */
    private static boolean runs(ProcessHandle child, String program) {
        try {
            return Files.readString(Path.of("/proc/" + child.pid() + "/cmdline")).contains(program);
        } catch (IOException e) {
            return false;
        }
    }
}
