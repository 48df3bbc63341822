// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import java.util.Map;
import nightjar.connectors.sasquatch.Measurement;
import nightjar.connectors.sasquatch.SasquatchSink;
import nightjar.model.AlertsTold;
import nightjar.model.DiaCounts;

/**
 * How a visit-detector's sources found their objects, under the names of upstream's metadata
 * (ap_association, diaPipe and metrics). totalUnassociatedDiaObjects is not among them: it is a
 * count over the whole APDB, not over a visit-detector. The topic's name is nightjar's: what the
 * fields are called is published, what upstream's topic is called is not.
 */
final class AssociationMeasurement implements SasquatchSink.Measuring<AlertsTold> {

    static final String METRIC = "associateApdbMetrics";
    private static final String DATASET_TYPE = "associateApdb_metadata_metrics";

    @Override
    public Measurement of(AlertsTold told) {
        return new Measurement(
                METRIC,
                DATASET_TYPE,
                "",
                About.of(told.key(), told.visit()),
                values(told.counts()),
                told.endedMillis());
    }

    private static Map<String, Double> values(DiaCounts counts) {
        int known = counts.updated() + counts.unassociated();
        return Map.of(
                "numNewDiaObjects",
                (double) counts.created(),
                "numUpdatedDiaObjects",
                (double) counts.updated(),
                "numUnassociatedDiaObjects",
                (double) counts.unassociated(),
                "fracUpdatedDiaObjects",
                known == 0 ? Double.NaN : (double) counts.updated() / known);
    }
}
