// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The figures at the end of the stories. */
class RecoveryTest {

    private static StoryRow row(String name, Recovery recovery) {
        return new StoryRow(name, 1, List.of(), recovery, 0, 10, "");
    }

    private static Optional<Lateness> late(double seconds, double paused) {
        return Lateness.of(
                Map.of("visit-1/1", 4.0, "visit-1/2", 3.0),
                Map.of("visit-1/1", 5.0, "visit-1/2", 3.0 + seconds, "visit-9/1", 99.0),
                paused);
    }

    @Test
    void onlyWhatHasAGoalIsInTheTableAndWhatMissedItSaysSo() {
        var soon = new Recovery(8, OptionalDouble.of(5.4), OptionalDouble.of(2.2), late(9.5, 5.4));
        var late =
                new Recovery(15, OptionalDouble.of(20.1), OptionalDouble.of(61), late(24.0, 20.1));
        var lines =
                Recovery.table(
                        List.of(row("soon", soon), row("other", Recovery.NONE), row("late", late)));
        assertThat(lines).hasSize(7);
        assertThat(lines.get(1)).contains("soon", "5.4", "8").doesNotContain("MISSED");
        assertThat(lines.get(2))
                .as("5.4 s of recovery and a job of 4 s allow 9.4 s")
                .contains("visit-1/2 later by", "9.5", "MISSED");
        assertThat(lines.get(3)).contains("2.2", "60").doesNotContain("MISSED");
        assertThat(lines.get(4)).contains("late", "20.1", "15", "MISSED");
        assertThat(lines.get(5)).contains("24.0").doesNotContain("MISSED");
        assertThat(lines.get(6)).contains("61.0", "MISSED");
    }

    @Test
    void goalsThatAreMissedOrNotMeasuredAreSummedUp() {
        var soon = new Recovery(8, OptionalDouble.of(5.4), OptionalDouble.of(2.2), late(9.5, 5.4));
        var unseen =
                new Recovery(15, OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty());
        var goals =
                Goals.of(
                        List.of(
                                row("soon", soon),
                                row("other", Recovery.NONE),
                                row("unseen", unseen)));
        assertThat(goals.line())
                .isEqualTo(
                        "recovery goals: 2 of 4 met; missed: soon visit-1/2 later by 9.5 s (9);"
                                + " not measured: unseen");
        assertThat(Goals.of(List.of(row("other", Recovery.NONE))).total()).isZero();
    }

    @Test
    void withoutSuchStoriesThereIsNoTable() {
        assertThat(Recovery.table(List.of(row("other", Recovery.NONE)))).isEmpty();
    }
}
