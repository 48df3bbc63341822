// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import java.time.LocalDate;

/**
 * Names of Butler collections as Prompt Processing makes them (lsst-dm/prompt_processing,
 * run_utils): one chain an instrument and day, one run a pipeline and deployment below it. The day
 * is the observing day of the processing, not of the exposure.
 */
public final class RunNames {

    private static final String NO_PIPELINE = "NoPipeline";

    private RunNames() {}

    public static String chain(String instrument, LocalDate dayObs) {
        return instrument + "/prompt/output-" + dayObs;
    }

    /**
     * @param pipeline the pipeline's file name, with or without folders and extension; empty when
     *     none has run
     * @param deployment for instance pipelines-682fa38-config-8f017ea
     */
    public static String run(
            String instrument, LocalDate dayObs, String pipeline, String deployment) {
        return chain(instrument, dayObs) + "/" + stem(pipeline) + "/" + deployment;
    }

    private static String stem(String pipeline) {
        var name = pipeline.substring(pipeline.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        var stem = dot > 0 ? name.substring(0, dot) : name;
        return stem.isEmpty() ? NO_PIPELINE : stem;
    }
}
