// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nightjar.imaging.scene.Observed;
import nightjar.imaging.scene.Scene;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The worker as its parent sees it: a child process with two pipes. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WorkerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedReader out;
    private final Writer in;
    private final Path folder;

    WorkerTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = process.outputWriter(StandardCharsets.UTF_8);
    }

    @AfterEach
    void endTheChild() {
        process.destroyForcibly();
    }

    private JsonNode next() throws IOException {
        String line = out.readLine();
        assertThat(line).as("the worker ended").isNotNull();
        return JSON.readTree(line);
    }

    private JsonNode answer() throws IOException {
        JsonNode reply = next();
        while (reply.path("status").asText().equals("progress")) {
            assertThat(reply.path("stage").asText()).isNotBlank();
            reply = next();
        }
        return reply;
    }

    private void say(Object request) throws IOException {
        in.write(JSON.writeValueAsString(request) + "\n");
        in.flush();
    }

    private record Snap(String path, long exposure) {}

    private record Difference(
            String id,
            String op,
            String work,
            double deadlineSeconds,
            List<Snap> snaps,
            List<String> templates) {}

    private record Cancel(String id, String op) {}

    private record Force(String id, String op, String work, String positions) {}

    private static Difference request(String id, Observed o, double deadline) {
        return new Difference(
                id,
                "difference",
                o.work.toString(),
                deadline,
                List.of(new Snap(o.raw.toString(), 1)),
                List.of(o.template.toString()));
    }

    @Test
    void itDifferencesThenForcesThenEndsWithItsInput() throws Exception {
        JsonNode ready = next();
        assertThat(ready.path("status").asText()).isEqualTo("ready");
        assertThat(ready.path("engine").asText()).isEqualTo("nightjar-native");
        var o = Observed.of(201, 320, folder);

        say(request("one", o, 100));
        JsonNode done = answer();

        assertThat(done.path("status").asText()).as("%s", done).isEqualTo("done");
        assertThat(done.path("id").asText()).isEqualTo("one");
        assertThat(done.path("summary"))
                .isEqualTo(JSON.readTree(o.work.resolve("summary.json").toFile()));
        Scene.Transient brightest =
                o.scene.transients.stream()
                        .max((a, b) -> Double.compare(a.flux(), b.flux()))
                        .orElseThrow();
        Path positions = folder.resolve("positions.csv");
        Files.writeString(
                positions,
                "diaObjectId,ra,dec\n7,%s,%s\n8,12.0,12.0\n"
                        .formatted(brightest.ra(), brightest.dec()));
        say(new Force("two", "force", o.work.toString(), positions.toString()));
        assertThat(answer().path("status").asText()).isEqualTo("done");
        List<String> forced = Files.readAllLines(o.work.resolve("forced.csv"));
        assertThat(forced).hasSize(3);
        String[] row = forced.get(1).split(",", -1);
        double truth = brightest.flux() / 1.6 * Math.pow(10, -0.4 * (30.5 - 31.4));
        double error = 4 * Double.parseDouble(row[6]) + 0.05 * truth;
        assertThat(Double.parseDouble(row[5])).isBetween(truth - error, truth + error);
        assertThat(row[9]).isEqualTo("true");
        assertThat(forced.get(2)).startsWith("8,12.0,12.0").endsWith("false");

        in.close();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void aCancelledRequestEndsAndTheNextOneRuns() throws Exception {
        next();
        var o = Observed.of(202, 512, folder);

        say(request("slow", o, 100));
        say(new Cancel("slow", "cancel"));
        JsonNode reply = answer();

        assertThat(reply.path("cause").asText()).isEqualTo("CANCELLED");
        say(request("again", o, 100));
        assertThat(answer().path("status").asText()).isEqualTo("done");
    }

    @Test
    void aPassedDeadlineIsNamed() throws Exception {
        next();
        var o = Observed.of(203, 512, folder);

        say(request("late", o, 0.01));

        assertThat(answer().path("cause").asText()).isEqualTo("DEADLINE");
    }

    @Test
    void nonsenseIsAnsweredAndSurvived() throws Exception {
        next();
        in.write("this is not JSON\n");
        in.flush();
        assertThat(next().path("status").asText()).isEqualTo("failed");
        say(new Cancel("unknown", "cancel"));
        say(new Cancel("odd", "dance"));
        JsonNode odd = next();
        assertThat(odd.path("id").asText()).isEqualTo("odd");
        assertThat(odd.path("status").asText()).isEqualTo("failed");
        var missing =
                new Difference(
                        "gone",
                        "difference",
                        folder.toString(),
                        10,
                        List.of(new Snap(folder.resolve("gone.fits").toString(), 1)),
                        List.of("also-gone.fits"));
        say(missing);
        JsonNode reply = answer();
        assertThat(reply.path("cause").asText()).isEqualTo("NOT_FITS");
        assertThat(reply.path("detail").asText()).contains("gone.fits");
    }
}
