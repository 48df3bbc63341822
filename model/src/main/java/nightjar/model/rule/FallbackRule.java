// SPDX-License-Identifier: Apache-2.0
package nightjar.model.rule;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import nightjar.model.Cause;
import nightjar.model.Loss;
import nightjar.model.Outcome;

/**
 * Which of the configured pipelines runs: the first that can be made ready with what is there, once
 * (lsst-dm/prompt_processing, middleware_interface.py). It is the same for pipelines of our own and
 * for external ones: what differs is how one is made ready.
 */
public final class FallbackRule {

    /**
     * A pipeline that can run.
     *
     * @param pipeline its name, as configured
     * @param ready whatever is needed to run it
     */
    public record Chosen<R>(String pipeline, R ready) {
        public Chosen {
            requireNonNull(pipeline, "pipeline");
            requireNonNull(ready, "ready");
        }
    }

    /** Makes a pipeline ready to run. */
    public interface Preparation<R> {

        /**
         * {@code Lost} IGNORABLE when it lacks something for these images (an input, a dataset
         * type, anything to do at all), so that the next may be tried; any other loss is final,
         * first of all INVALID for a pipeline that cannot be loaded.
         */
        Outcome<R> prepare(String pipeline) throws InterruptedException;
    }

    private FallbackRule() {}

    /**
     * The first that can run, to be run once: that it fails later is no reason to try the next.
     * {@code Lost} when none can (NO_GOOD_PIPELINES) or when one is not a pipeline at all.
     */
    public static <R> Outcome<Chosen<R>> first(List<String> pipelines, Preparation<R> preparation)
            throws InterruptedException {
        var reasons = new ArrayList<String>();
        for (var pipeline : pipelines) {
            var ready = preparation.prepare(pipeline);
            boolean next = ready.fold(it -> false, loss -> loss.cause() == Cause.IGNORABLE);
            if (!next) {
                return ready.map(it -> new Chosen<>(pipeline, it)).mapLoss(FallbackRule::named);
            }
            ready.asLoss().ifPresent(loss -> reasons.add(pipeline + ": " + loss.why()));
        }
        return FailureClass.NO_GOOD_PIPELINES.lost(String.join("; ", reasons));
    }

    private static Loss named(Loss loss) {
        return loss.cause() == Cause.INVALID
                ? FailureClass.INVALID_PIPELINE.loss(loss.why())
                : loss;
    }
}
