// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import static org.assertj.core.api.Assertions.assertThat;

import nightjar.model.Cause;
import nightjar.model.Ended;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.VisitDetector;
import org.junit.jupiter.api.Test;

class EndMeasurementTest {

    private static final VisitDetector KEY = new VisitDetector("SandboxCam", "group-1", 4);
    private static final long ENDED = 1_795_170_000_000L;

    private final EndMeasurement measuring = new EndMeasurement();

    @Test
    void alertsAreCountedAndTheCommitTimedSinceTheShutterClosed() {
        var end =
                new Ended(
                        KEY,
                        2026112000012L,
                        Ending.ALERTED,
                        Cause.IGNORABLE,
                        "commit",
                        "",
                        7,
                        ENDED - 60_000,
                        ENDED - 9_500,
                        ENDED - 12_250,
                        ENDED);
        var measured = measuring.of(end);
        assertThat(measured.about())
                .containsEntry("instrument", "SandboxCam")
                .containsEntry("group", "group-1")
                .containsEntry("detector", "4")
                .containsEntry("visit", "2026112000012");
        assertThat(measured.values())
                .containsEntry("total_alerts", 7.0)
                .containsEntry("seconds_since_shutter_close", 12.25)
                .containsEntry("seconds_since_announcement", 60.0)
                .containsEntry("seconds_since_last_snap", 9.5)
                .containsEntry("ended_alerted", 1.0)
                .containsEntry("ended_failed", 0.0);
        assertThat(measured.atMillis()).isEqualTo(ENDED);
    }

    @Test
    void everyEndingIsToldAndWhatIsUnknownIsNot() {
        for (var ending : Ending.values()) {
            var loss = Loss.failed("why").ending(ending);
            var measured = measuring.of(Ended.lost(KEY, "stage", loss, ENDED));
            var told =
                    measured.values().entrySet().stream()
                            .filter(it -> it.getKey().startsWith("ended_") && it.getValue() == 1.0)
                            .map(it -> it.getKey().substring("ended_".length()));
            assertThat(told).containsExactly(ending.name().toLowerCase(java.util.Locale.ROOT));
            assertThat(measured.values())
                    .containsEntry("total_alerts", 0.0)
                    .containsEntry("seconds_since_shutter_close", Double.NaN)
                    .containsEntry("seconds_since_last_snap", Double.NaN);
            assertThat(measured.about()).containsEntry("visit", "");
        }
    }
}
