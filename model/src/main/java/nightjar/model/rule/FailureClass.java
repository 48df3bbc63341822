// SPDX-License-Identifier: Apache-2.0
package nightjar.model.rule;

import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;

/**
 * What failures of a visit-detector are to Prompt Processing (lsst-dm/prompt_processing,
 * exception.py and activator.py), and so to the people who read its logs.
 */
public enum FailureClass {
    /** No pipeline is configured for it: not an error. */
    IGNORABLE_VISIT("IgnorableVisit", Ending.IGNORED, Cause.IGNORABLE, false),
    /** The announcement makes no sense. */
    INVALID_VISIT("InvalidVisit", Ending.REJECTED, Cause.INVALID, false),
    /** The announcement is too old. */
    STALE("stale", Ending.IGNORED, Cause.IGNORABLE, false),
    /** Its images did not come: the trouble is upstream of us. */
    NO_IMAGES("timed out waiting for images", Ending.TIMED_OUT, Cause.TIMED_OUT, false),
    /** Its images came, and none points as announced. */
    UNPROCESSABLE_IMAGES("all images rejected", Ending.REJECTED, Cause.NON_RETRIABLE, false),
    /** Interrupted before anything outside changed: may be tried again from the beginning. */
    RETRIABLE("Retriable", Ending.FAILED, Cause.RETRIABLE, false),
    /** The APDB has it, or may have it: must never be tried again. */
    NON_RETRIABLE("NonRetriable", Ending.FAILED, Cause.NON_RETRIABLE, true),
    /** The pipeline failed by itself and would fail again. */
    PIPELINE_EXECUTION("PipelineExecutionError", Ending.FAILED, Cause.NON_RETRIABLE, true),
    /** None of the configured pipelines can run on what is there. */
    NO_GOOD_PIPELINES("NoGoodPipelines", Ending.FAILED, Cause.NON_RETRIABLE, true),
    /** A configured pipeline cannot be loaded. */
    INVALID_PIPELINE("InvalidPipeline", Ending.FAILED, Cause.INVALID, true);

    private final String upstream;
    private final Ending ending;
    private final Cause cause;
    private final boolean exports;

    FailureClass(String upstream, Ending ending, Cause cause, boolean exports) {
        this.upstream = upstream;
        this.ending = ending;
        this.cause = cause;
        this.exports = exports;
    }

    /** The name that upstream's logs have for it. */
    public String upstream() {
        return upstream;
    }

    public Cause cause() {
        return cause;
    }

    /** Whether a later attempt from the beginning is allowed. */
    public boolean mayBeRetried() {
        return cause == Cause.RETRIABLE;
    }

    /** Whether what the pipeline left is kept; what will be tried again starts clean. */
    public boolean exportsPartialOutputs() {
        return exports;
    }

    public Loss loss(String why) {
        return new Loss(ending, cause, upstream + ": " + why);
    }

    public <T> Outcome<T> lost(String why) {
        return Outcome.lost(loss(why));
    }
}
