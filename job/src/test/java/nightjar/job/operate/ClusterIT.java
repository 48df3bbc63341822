// SPDX-License-Identifier: Apache-2.0
package nightjar.job.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster is brought up, loses a process, is mended, and goes without a trace. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ClusterIT {

    @TempDir Path folder = Path.of("");

    @AfterEach
    void down() throws Exception {
        run(0, "down");
    }

    private JsonNode run(int expected, String... words) throws Exception {
        var out = new ByteArrayOutputStream();
        var printer = new PrintStream(out, true, StandardCharsets.UTF_8);
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--json", "--folder", folder.resolve("cluster").toString()));
        int code = ClusterCommand.run(new Console(printer, printer), all.toArray(new String[0]));
        var said = out.toString(StandardCharsets.UTF_8);
        assertThat(code).as(said).isEqualTo(expected);
        return new ObjectMapper().readTree(said);
    }

    @Test
    void itIsMendedByTheCommandThatMadeItAndLeavesNothing() throws Exception {
        var up = run(0, "up", "--taskmanagers", "1");
        assertThat(up.path("leader").asText()).startsWith("http://127.0.0.1:");
        assertThat(up.path("slots").asInt()).isEqualTo(2);
        assertThat(up.path("processes")).hasSize(4);

        long pid = pid(up, "taskmanager-1");
        var process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(30, TimeUnit.SECONDS);
        assertThat(run(1, "status").path("whole").asBoolean()).isFalse();

        var mended = run(0, "up");
        assertThat(pid(mended, "taskmanager-1")).isNotEqualTo(pid);
        assertThat(pid(mended, "jobmanager-1")).isEqualTo(pid(up, "jobmanager-1"));

        assertThat(run(0, "down").path("ended")).hasSize(4);
        assertThat(folder.resolve("cluster")).doesNotExist();
        assertThat(ProcessHandle.of(pid(mended, "taskmanager-1")).filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    private static long pid(JsonNode report, String role) {
        for (var process : report.path("processes")) {
            if (process.path("role").asText().equals(role)) {
                return process.path("pid").asLong();
            }
        }
        return 0;
    }
}
