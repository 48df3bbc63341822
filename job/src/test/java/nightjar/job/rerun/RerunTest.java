// SPDX-License-Identifier: Apache-2.0
package nightjar.job.rerun;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nightjar.model.Ended;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.VisitDetector;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RerunTest {

    private static final VisitDetector KEY = new VisitDetector("LSSTCam", "g", 4);

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"ALERTED", "EMPTY", "CANCELLED", "REJECTED"})
    void whatHasItsResultOrMustNotHaveOneIsRefusedInOneLine(String outcome) {
        assertThat(run("--config", "x", "--night", "2026-11-20", "--outcome", outcome))
                .isEqualTo(2);
        assertThat(said.toString(UTF_8).strip().lines())
                .singleElement()
                .asString()
                .contains(outcome + " is not processed again", "use TIMED_OUT");
    }

    @Test
    void aWrongWordIsRefused() {
        assertThat(run("--config", "x", "--night", "2026-11-20", "--outcome", "LATE")).isEqualTo(2);
        assertThat(run("--config", "x", "--outcome", "FAILED")).isEqualTo(2);
        assertThat(run("--config", "x", "--night", "yesterday", "--outcome", "FAILED"))
                .isEqualTo(2);
        assertThat(run("--config", "no-such-file", "--night", "2026-11-20", "--outcome", "FAILED"))
                .isEqualTo(2);
        assertThat(said.toString(UTF_8)).contains("there is no file no-such-file");
    }

    @Test
    void anEndIsAnEntryOfTheNightUnlessTheVisitDetectorIsAnothers() throws Exception {
        var telling = new Ends.Telling("run", "night-rerun", Map.of(KEY.toString(), 17L));
        var entries = new ArrayList<Ended>();
        try (var heard = Ends.of("run")) {
            for (var loss : List.of(Loss.failed("broken"), Loss.rejected("owned by night"))) {
                telling.flatMap(Ended.lost(KEY, "commit", loss, 99), new ListCollector<>(entries));
            }
            assertThat(heard.next()).map(Ended::ending).contains(Ending.FAILED);
            assertThat(heard.next()).map(Ended::ending).contains(Ending.REJECTED);
        }
        assertThat(entries).hasSize(1);
        assertThat(entries.get(0).announcedMillis()).isEqualTo(17);
        assertThat(entries.get(0).rerunBy()).isEqualTo("night-rerun");
    }

    private int run(String... words) {
        var to = new PrintStream(said, true, UTF_8);
        return Rerun.run(to, to, InstantSource.system(), words);
    }
}
