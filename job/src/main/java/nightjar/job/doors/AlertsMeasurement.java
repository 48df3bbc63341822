// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import java.util.Map;
import nightjar.connectors.sasquatch.Measurement;
import nightjar.connectors.sasquatch.SasquatchSink;
import nightjar.model.AlertsTold;

/**
 * What Sasquatch is told when a visit-detector's alerts were sent, under the names that upstream
 * gives (ap_association, packageAlerts) and in the topic that the nightly reports read
 * (nightly-reporting-jobs: associationTimingMetrics). Where alerts are exactly once, consumers see
 * them at the next checkpoint. Timestamps are seconds since 1970, UTC.
 */
final class AlertsMeasurement implements SasquatchSink.Measuring<AlertsTold> {

    static final String METRIC = "associationTimingMetrics";
    private static final String DATASET_TYPE = "associationTiming_metadata_metrics";

    @Override
    public Measurement of(AlertsTold told) {
        return new Measurement(
                METRIC,
                DATASET_TYPE,
                "",
                About.of(told.key(), told.visit()),
                Map.of(
                        "total_alerts",
                        (double) told.alerts(),
                        "produce_start_timestamp",
                        told.beganMillis() / 1e3,
                        "produce_end_timestamp",
                        told.endedMillis() / 1e3,
                        "alert_timing_since_shutter_close",
                        (told.endedMillis() - told.shutterClosedMillis()) / 1e3),
                told.endedMillis());
    }
}
