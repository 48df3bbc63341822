// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import nightjar.job.replay.Replay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A night of real neighbours, real image workers and a real clock, recorded and replayed. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RecordedNightIT {

    @Test
    void aDemoIsReplayedIdentically(@TempDir Path folder) throws IOException {
        var night = folder.resolve("night").toString();
        var report = folder.resolve("report.json");
        int played =
                Demo.run(
                        new String[] {
                            "--visits", "2", "--detectors", "2", "--size", "512", "--record", night
                        },
                        System.out,
                        System.err);
        assertThat(played).isZero();

        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, UTF_8);
        int replayed = Replay.run(out, out, night, "--json", report.toString());

        System.out.println(said.toString(UTF_8));
        assertThat(replayed).as(said.toString(UTF_8)).isZero();
        var told = new ObjectMapper().readTree(report.toFile());
        assertThat(told.path("identical").asBoolean()).isTrue();
        assertThat(told.path("alerts").asInt()).isPositive();
        assertThat(told.path("underWay").asInt()).isZero();
    }
}
