// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StandstillTest implements Standstill.Witness {

    private static final int EXPECTED = 3;

    private final Map<String, JsonNode> ledger = new LinkedHashMap<>();
    private final Journal journal = new Journal(Path.of("satellites.json"));
    private Map<String, Integer> stages = Map.of("difference", 0, "clear", 2);
    private long seconds = 1_000;
    private final Standstill standstill =
            new Standstill(
                    Duration.ofSeconds(30), () -> Duration.ofSeconds(seconds).toNanos(), this);

    @BeforeEach
    void begin() {
        journal.planned("g", "visit 7", EXPECTED);
        journal.published("g", 0, 1);
        journal.published("g", 1, 1);
    }

    @Test
    void whatIsOpenAndAtWhichStageIsToldOnce() {
        assertThat(after(29)).isEmpty();
        assertThat(after(1))
                .containsExactly(
                        "Nothing has ended for 30 s; 3 of 3 visit-detectors are open:",
                        "  visit 7: 3 open, the images of detectors [0, 1] are out,"
                                + " 1 without an image",
                        "  in the job: 2 at clear",
                        "  look there");
        assertThat(after(100)).isEmpty();
    }

    @Test
    void anEndBeginsTheWaitAnew() {
        assertThat(after(30)).isNotEmpty();
        end(0);
        assertThat(after(20)).isEmpty();
        assertThat(after(29)).isEmpty();
        assertThat(after(1)).first().asString().contains("for 30 s; 2 of 3");
    }

    @Test
    void aNightWhoseEveryVisitDetectorEndedStandsStillWithoutAWord() {
        end(0);
        end(1);
        end(2);
        assertThat(after(20)).isEmpty();
        assertThat(after(500)).isEmpty();
    }

    @Test
    void figuresThatFlinkDoesNotHaveYetAreWaitedForALittle() {
        stages = Map.of();
        assertThat(after(30)).isEmpty();
        stages = Map.of("commit", 1);
        assertThat(after(1)).contains("  in the job: 1 at commit");
    }

    @Test
    void withoutAnyFiguresItIsToldAllTheSame() {
        stages = Map.of();
        assertThat(after(35)).first().asString().contains("for 35 s; 3 of 3");
    }

    private List<String> after(int more) {
        seconds += more;
        return standstill.news(ledger, EXPECTED);
    }

    private void end(int detector) {
        ledger.put(
                "i/g/" + detector,
                JsonNodeFactory.instance.objectNode().put("group", "g").put("detector", detector));
    }

    @Override
    public List<String> open(Map<String, JsonNode> entries) {
        return journal.open(entries);
    }

    @Override
    public Map<String, Integer> stages() {
        return stages;
    }

    @Override
    public List<String> whereToLook() {
        return List.of("look there");
    }
}
