// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nightjar.model.port.Deadline;
import nightjar.model.port.ImageWorkers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ForsakenWorkerTest {

    @Test
    @Timeout(60)
    void aWorkerDoesNotOutliveAParentThatIsKilled() throws Exception {
        var parent = new ProcessBuilder(java(Parent.class)).start();
        try (var out = new BufferedReader(new InputStreamReader(parent.getInputStream(), UTF_8))) {
            long worker = Long.parseLong(pid(out));
            var handle = ProcessHandle.of(worker).orElseThrow();
            assertThat(handle.isAlive()).isTrue();

            parent.destroyForcibly();

            handle.onExit().get(20, TimeUnit.SECONDS);
            assertThat(handle.isAlive()).isFalse();
        } finally {
            parent.destroyForcibly();
        }
    }

    private static String pid(BufferedReader out) throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("worker ")) {
                return line.substring("worker ".length());
            }
        }
        throw new AssertionError("the parent had no worker");
    }

    private static List<String> java(Class<?> main, String... arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command =
                new java.util.ArrayList<>(
                        List.of(
                                java,
                                "-Xmx64m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Has a worker do something, says which process it is, and waits to be killed. */
    static final class Parent {

        private Parent() {}

        public static void main(String... args) throws Exception {
            var settings =
                    new WorkerSettings(
                            java(FakeWorker.class, "behave"),
                            Map.of(),
                            1,
                            Duration.ofSeconds(20),
                            Duration.ofSeconds(1));
            try (var pool = new WorkerPool(settings)) {
                var work = Path.of("none");
                var request =
                        new ImageWorkers.Request(1, 1, "r", List.of(), List.of(), List.of(), work);
                var summary =
                        pool.difference(request, Deadline.in(Duration.ofSeconds(20)))
                                .asValue()
                                .orElseThrow();
                System.out.printf("worker %.0f%n", summary.figures().getOrDefault("pid", -1.0));
                Thread.currentThread().join();
            }
        }
    }
}
