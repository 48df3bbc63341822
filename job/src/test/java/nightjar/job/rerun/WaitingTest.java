// SPDX-License-Identifier: Apache-2.0
package nightjar.job.rerun;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import nightjar.model.Cause;
import nightjar.model.Ended;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Quarantined;
import nightjar.model.Received;
import nightjar.model.VisitDetector;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A rerun comes to an end, and tells of all that was wanted. */
@Timeout(60)
class WaitingTest {

    private static final String RUN = "waiting";
    private static final Ended FIRST = timedOut("a");
    private static final Ended SECOND = timedOut("b");

    private final AtomicLong nanos = new AtomicLong();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, UTF_8);
    private final Allowance hour = new Allowance(Duration.ofHours(1), nanos::get);
    private final Choice choice = new Choice(List.of(FIRST, SECOND), List.of(), Set.of());
    private final Groups groups =
            new Groups(choice, Map.of("a", announcement(3), "b", announcement(7)));
    private final RerunReport report = new RerunReport("night-rerun", choice);

    @Test
    void aWantedAnnouncementInQuarantineIsAnEnd() throws Exception {
        try (var ends = Ends.of(RUN)) {
            new Ends.Refusals(RUN).map(refused("nextVisit", 7));
            tell(FIRST, Loss.failed("broken"));

            assertThat(waiting(ends).until(Optional::empty, hour)).isEmpty();
        }
        assertThat(said()).contains("in quarantine: unknown schema");
        assertThat(report.sum()).startsWith("2 processed again: 2 FAILED");
        assertThat(report.isTroubled()).isFalse();
    }

    @Test
    void whatIsOverLeavesWhatHasNotEnded() throws Exception {
        Optional<String> trouble;
        try (var ends = Ends.of(RUN)) {
            tell(FIRST, Loss.failed("broken"));
            nanos.set(Duration.ofHours(1).toNanos());
            trouble = waiting(ends).until(hour::over, hour);
        }
        assertThat(trouble).contains("not ended within 1 h 0 min (--within)");
        assertThat(said()).contains("left: group b detector 4: not ended within 1 h 0 min");
        assertThat(report.isAllWell()).isFalse();
        var rows = report.json(false).path("wanted");
        assertThat(rows.path(0).path("ending").asText()).isEqualTo("FAILED");
        assertThat(rows.path(1).path("left").asText()).startsWith("not ended within");
    }

    @Test
    void aPlanThatCannotBeToldIsATrouble() throws Exception {
        try (var ends = Ends.of(RUN)) {
            new Ends.Refusals(RUN).map(refused("s3://plans/p", -1));
            tell(FIRST, Loss.failed("broken"));
            tell(SECOND, Loss.failed("broken"));
            assertThat(waiting(ends).until(Optional::empty, hour)).isEmpty();
        }
        assertThat(report.isTroubled()).isTrue();
    }

    @Test
    void aWordIsSaidNowAndThen() throws Exception {
        try (var ends = Ends.of(RUN)) {
            Waiting.Trouble later =
                    () -> {
                        nanos.addAndGet(Duration.ofMinutes(40).toNanos());
                        return hour.over();
                    };
            assertThat(waiting(ends).until(later, hour)).isPresent();
        }
        assertThat(said()).contains("0 of 2 have ended; gives up in 20 min");
    }

    private Waiting waiting(Ends ends) {
        return new Waiting(groups.only(choice.wanted()), ends, report, out);
    }

    private static void tell(Ended before, Loss loss) {
        new Ends.Telling(RUN, "night-rerun", Map.of())
                .flatMap(
                        Ended.lost(before.key(), "difference", loss, 99),
                        new ListCollector<>(new java.util.ArrayList<>()));
    }

    private static Quarantined refused(String topic, long offset) {
        int partition = offset < 0 ? -1 : 0;
        return new Quarantined(topic, partition, offset, "unknown schema", "", new byte[0], 99);
    }

    private static Received announcement(long offset) {
        return new Received("nextVisit", 0, offset, 0, new byte[] {1});
    }

    private static Ended timedOut(String group) {
        var key = new VisitDetector("LSSTCam", group, 4);
        return new Ended(
                key, 0, Ending.TIMED_OUT, Cause.TIMED_OUT, "await-snaps", "", 0, 1, 0, 0, 2);
    }

    private String said() {
        return said.toString(UTF_8);
    }
}
