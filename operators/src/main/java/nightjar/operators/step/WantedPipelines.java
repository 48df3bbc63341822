// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.List;
import nightjar.model.ExpectedVisit;
import nightjar.model.Outcome;
import nightjar.model.port.DetectorRegions;
import nightjar.model.rule.PipelinesRule;

/** Which pipelines a visit-detector is for, as its operators have configured it. */
public final class WantedPipelines {

    /** What runs where no pipelines are configured: nightjar's own. */
    public static final String NATIVE = "native";

    private final PipelinesRule main;
    private final PipelinesRule preprocessing;
    private final DetectorRegions regions;

    /**
     * @param main what is run on the images
     * @param preprocessing what is run before the shutter opens
     */
    public WantedPipelines(
            PipelinesRule main, PipelinesRule preprocessing, DetectorRegions regions) {
        this.main = main;
        this.preprocessing = preprocessing;
        this.regions = regions;
    }

    /** The native pipeline, always and everywhere. */
    public static PipelinesRule natively() {
        return new PipelinesRule(
                List.of(
                        new PipelinesRule.Node(
                                List.of(),
                                PipelinesRule.Place.BORESIGHT,
                                List.of(),
                                List.of(NATIVE))));
    }

    /**
     * Those to try, in order; {@code Lost} IGNORABLE when none is wanted, INVALID when no node
     * fits.
     */
    Outcome<List<String>> main(ExpectedVisit expected) {
        return main.mainPipelines(expected, regions);
    }

    /** Whether anything is to be fetched before the shutter opens. */
    boolean isPrepared(ExpectedVisit expected) {
        return preprocessing
                .pipelines(expected, regions)
                .fold(list -> !list.isEmpty(), unfit -> false);
    }
}
