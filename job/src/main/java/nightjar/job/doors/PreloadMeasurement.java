// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import java.util.Map;
import nightjar.connectors.sasquatch.Measurement;
import nightjar.connectors.sasquatch.SasquatchSink;
import nightjar.model.Preloaded;

/**
 * How long a preload took, under the names that Prompt Processing gives and has frozen (lsst-dm/
 * prompt_processing, middleware_interface: promptPreload_metrics). Seconds. nightjar runs no
 * pipeline before the image is there: what those of upstream load is read at association.
 */
final class PreloadMeasurement implements SasquatchSink.Measuring<Preloaded> {

    static final String METRIC = "prepButlerTimeMetric";
    private static final String DATASET_TYPE = "promptPreload_metrics";

    @Override
    public Measurement of(Preloaded preloaded) {
        var took = preloaded.took();
        return new Measurement(
                METRIC,
                DATASET_TYPE,
                "",
                About.of(preloaded.key(), 0),
                Map.of(
                        "prep_butlerTotalTime",
                        took.total(),
                        "prep_butlerSearchTime",
                        took.search(),
                        "prep_butlerTransferTime",
                        took.transfer(),
                        "prep_butlerPreprocessTime",
                        0.0),
                preloaded.readyMillis());
    }
}
