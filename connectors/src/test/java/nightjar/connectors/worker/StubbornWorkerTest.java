// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nightjar.model.port.Deadline;
import nightjar.model.port.ImageWorkers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers that stay when their standard input ends. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StubbornWorkerTest {

    private final Path left;

    StubbornWorkerTest(@TempDir Path folder) {
        this.left = folder.resolve("left");
    }

    @Test
    void aWorkerThatWaitsForSigtermMayTidyUpWithinTheGrace() throws Exception {
        var worker = dismissed("tidy", Duration.ofSeconds(20));

        assertThat(worker.isAlive()).isFalse();
        assertThat(left).hasContent("tidy");
    }

    @Test
    void aWorkerThatIsDeafToSigtermIsKilledAfterTheGrace() throws Exception {
        var worker = dismissed("deaf", Duration.ofMillis(500));

        worker.onExit().get(10, TimeUnit.SECONDS);
        assertThat(left).doesNotExist();
    }

    private ProcessHandle dismissed(String mode, Duration grace) throws Exception {
        try (var pool = new WorkerPool(settings(mode, grace))) {
            var request =
                    new ImageWorkers.Request(1, 1, "r", List.of(), List.of(), List.of(), left);
            var pid =
                    pool.difference(request, Deadline.in(Duration.ofSeconds(30)))
                            .asValue()
                            .orElseThrow()
                            .figures()
                            .getOrDefault("pid", -1.0);
            return ProcessHandle.of(pid.longValue()).orElseThrow();
        }
    }

    private WorkerSettings settings(String mode, Duration grace) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command =
                List.of(
                        java,
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FakeWorker.class.getName(),
                        mode,
                        left.toString());
        return new WorkerSettings(command, Map.of(), 1, Duration.ofSeconds(20), grace);
    }
}
