// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import nightjar.sandbox.box.process.Jdks;
import nightjar.sandbox.box.process.Libraries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A neighbour that dies by itself is named; one that is stopped, or closed, is not mourned. */
class DeathIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private Observatory box;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        box =
                Observatory.start(
                        EnumSet.of(Neighbour.DESK, Neighbour.SATTLE),
                        Options.forTests(),
                        said::add);
        said.clear();
    }

    @AfterEach
    void close() {
        box.close();
    }

    @Test
    void whoDiesByItselfIsNamedAtOnceWithItsLogAndWhatItMeans() throws Exception {
        kill(Neighbour.SATTLE);

        assertThat(next())
                .startsWith("sattle died by itself (exit code 137: killed")
                .contains(box.logs().resolve("sattle.log").toString())
                .contains("nothing is alerted until it is back")
                .endsWith("./nightjar sandbox start sattle");
        assertThat(box.deaths()).extracting(Death::neighbour).containsExactly(Neighbour.SATTLE);
        assertThat(box.isRunning(Neighbour.SATTLE)).isFalse();
        assertThat(box.pids()).containsOnlyKeys("desk");
        assertThat(box.state(Neighbour.SATTLE)).isEqualTo("died");
    }

    @Test
    void whoIsBroughtBackAnswersWhereItDidAndItsDeathIsRemembered() throws Exception {
        String address = box.sattle().address();
        kill(Neighbour.SATTLE);
        assertThat(next()).startsWith("sattle died");

        box.start(Neighbour.SATTLE);

        assertThat(next()).startsWith("sattle ready in");
        assertThat(box.sattle().address()).isEqualTo(address);
        assertThat(box.state(Neighbour.SATTLE)).isEqualTo("running");
        assertThat(box.deaths()).hasSize(1);
    }

    @Test
    void whoIsStoppedOnPurposeIsSaidToBeStopped() throws Exception {
        Process stop =
                new ProcessBuilder(
                                Jdks.current().toString(),
                                "-Xmx64m",
                                "-cp",
                                Libraries.ownClassPath(),
                                Control.class.getName(),
                                "stop",
                                "desk",
                                "--dir",
                                box.folder().toString())
                        .redirectErrorStream(true)
                        .start();
        String answer = new String(stop.getInputStream().readAllBytes(), UTF_8);
        assertThat(stop.waitFor()).as(answer).isZero();

        assertThat(next()).isEqualTo("desk stopped");
        kill(Neighbour.SATTLE);
        assertThat(next()).as("the desk's end is no news").startsWith("sattle died");
        assertThat(box.deaths()).extracting(Death::neighbour).containsExactly(Neighbour.SATTLE);
        assertThat(box.state(Neighbour.DESK)).isEqualTo("stopped");
    }

    @Test
    void closingIsNoDeath() throws Exception {
        List<ProcessHandle> family =
                box.pids().values().stream()
                        .flatMap(pid -> ProcessHandle.of(pid).stream())
                        .toList();
        box.close();
        for (ProcessHandle one : family) {
            one.onExit().get(60, TimeUnit.SECONDS);
        }
        assertThat(box.deaths()).isEmpty();
        assertThat(said).isEmpty();
    }

    private void kill(Neighbour neighbour) {
        ProcessHandle.of(box.pids().getOrDefault(neighbour.word(), -1L))
                .orElseThrow()
                .destroyForcibly();
    }

    /** What is said next; waits for it. */
    private String next() throws InterruptedException {
        return Optional.ofNullable(said.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .orElse("nothing in " + PATIENCE);
    }
}
