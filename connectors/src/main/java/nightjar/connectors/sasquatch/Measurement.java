// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sasquatch;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * What was measured of one visit-detector. Never a source's position: metrics are public inside the
 * observatory before the embargo ends.
 *
 * @param metric the topic's name after the namespace
 * @param datasetType the Butler's dataset type that upstream keeps such measurements in
 * @param run the output collection it belongs to; may be empty
 * @param about dimensions by name (instrument, detector, group, visit, band …)
 * @param values by name; those that are NaN are left out
 * @param atMillis UTC milliseconds since 1970
 */
public record Measurement(
        String metric,
        String datasetType,
        String run,
        Map<String, String> about,
        Map<String, Double> values,
        long atMillis) {

    public Measurement {
        requireNonNull(metric, "metric");
        requireNonNull(datasetType, "datasetType");
        requireNonNull(run, "run");
        about = Map.copyOf(about);
        values = Map.copyOf(values);
    }

    /** One that upstream does not have: its dataset type bears the metric's name. */
    public Measurement(
            String metric,
            String run,
            Map<String, String> about,
            Map<String, Double> values,
            long atMillis) {
        this(metric, metric, run, about, values, atMillis);
    }
}
