// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import static org.assertj.core.api.Assertions.assertThat;

import nightjar.model.AlertsTold;
import nightjar.model.DiaCounts;
import nightjar.model.VisitDetector;
import org.junit.jupiter.api.Test;

class AlertsMeasurementTest {

    @Test
    void alertsAreTimedFromTheShutterUntilTheLastWasSent() {
        long closed = 1_795_170_000_000L;
        var measured =
                new AlertsMeasurement()
                        .of(
                                new AlertsTold(
                                        new VisitDetector("SandboxCam", "group-1", 4),
                                        2026112000012L,
                                        7,
                                        closed,
                                        closed + 12_000,
                                        closed + 12_250,
                                        DiaCounts.NONE));
        assertThat(measured.metric()).isEqualTo("associationTimingMetrics");
        assertThat(measured.datasetType()).isEqualTo("associationTiming_metadata_metrics");
        assertThat(measured.values())
                .containsEntry("total_alerts", 7.0)
                .containsEntry("alert_timing_since_shutter_close", 12.25)
                .containsEntry("produce_start_timestamp", closed / 1e3 + 12)
                .containsEntry("produce_end_timestamp", closed / 1e3 + 12.25);
        assertThat(measured.about())
                .containsEntry("visit", "2026112000012")
                .containsEntry("detector", "4");
        assertThat(measured.atMillis()).isEqualTo(closed + 12_250);
    }
}
