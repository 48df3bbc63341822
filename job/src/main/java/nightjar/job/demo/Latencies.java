// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How long alerts took.
 *
 * @param fromNotification seconds from a detector's notification to each of its alerts
 * @param fromReadout seconds from the end of a detector's readout to each of its alerts
 */
record Latencies(Percentiles fromNotification, Percentiles fromReadout) {

    static Latencies of(Collection<JsonNode> ledger, List<AlertSeen> alerts, Journal journal) {
        var fromNotification = new ArrayList<Double>();
        var fromReadout = new ArrayList<Double>();
        for (var entry : ledger) {
            var group = entry.path("group").asText();
            int detector = entry.path("detector").asInt();
            long published = journal.publishedMillis(group, detector);
            long readout = journal.readoutMillis(group, detector);
            if (published == 0) {
                continue;
            }
            for (var alert : alerts) {
                if (alert.visit() == entry.path("visit").asLong() && alert.detector() == detector) {
                    fromNotification.add((alert.seenMillis() - published) / 1e3);
                    fromReadout.add((alert.seenMillis() - readout) / 1e3);
                }
            }
        }
        return new Latencies(Percentiles.of(fromNotification), Percentiles.of(fromReadout));
    }
}
