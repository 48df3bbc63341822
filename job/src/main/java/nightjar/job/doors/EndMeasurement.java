// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import nightjar.connectors.sasquatch.Measurement;
import nightjar.connectors.sasquatch.SasquatchSink;
import nightjar.model.Ended;
import nightjar.model.Ending;

/**
 * What Sasquatch is told of a visit-detector's end, whatever end it is; times are up to its commit.
 * When its alerts were sent is told by {@link AlertsMeasurement}. Each ending is a number of its
 * own, 1 or 0, so that a sum counts them. Seconds.
 */
final class EndMeasurement implements SasquatchSink.Measuring<Ended> {

    static final String METRIC = "nightjarVisitDetector";

    @Override
    public Measurement of(Ended end) {
        return new Measurement(
                METRIC, "", About.of(end.key(), end.visit()), values(end), end.endedMillis());
    }

    private static Map<String, Double> values(Ended end) {
        var values = new HashMap<String, Double>();
        values.put("total_alerts", (double) end.alerts());
        values.put("seconds_since_shutter_close", sinceShutterClose(end));
        values.put("seconds_since_announcement", since(end.announcedMillis(), end));
        values.put("seconds_since_last_snap", since(end.arrivedMillis(), end));
        for (var ending : Ending.values()) {
            var name = "ended_" + ending.name().toLowerCase(Locale.ROOT);
            values.put(name, end.ending() == ending ? 1.0 : 0.0);
        }
        return values;
    }

    private static double sinceShutterClose(Ended end) {
        return end.alerts() > 0 ? since(end.readoutEndMillis(), end) : Double.NaN;
    }

    /** NaN, which is left out, when the moment is unknown. */
    private static double since(long millis, Ended end) {
        return millis == 0 ? Double.NaN : (end.endedMillis() - millis) / 1000.0;
    }
}
