// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class BenchTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return Bench.run(args, new PrintStream(err, true, UTF_8));
    }

    @Test
    void withoutAVerbTheVerbsAreShown() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("stream");
    }

    @Test
    void aReportThatCannotBeWrittenIsRefusedBeforeAnythingBegins() {
        assertThat(run("stream", "--json", "/proc/nope/x.json")).isEqualTo(2);
        assertThat(err.toString(UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("nightjar bench: cannot write into /proc/nope/x.json");
    }

    @Test
    void seedsThatAreNoRangeAreRefusedWithTheWayToSayThem() {
        assertThat(run("quality", "--seeds", "4..1")).isEqualTo(2);
        assertThat(run("quality", "--seeds", "many")).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .contains("--seeds many: give one number, or two as in 1..4");
    }

    @Test
    void aTableThatIsNotThereCannotBeFitted() {
        assertThat(run("reliability", "--table", "nowhere.csv", "--model", "target/never.json"))
                .isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("--table nowhere.csv is not there");
    }
}
