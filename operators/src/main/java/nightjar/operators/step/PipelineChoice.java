// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.List;
import nightjar.model.Cause;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.ReadyVisit;
import nightjar.model.port.Deadline;
import nightjar.model.port.ImageWorkers;
import nightjar.model.rule.FallbackRule;

/**
 * Chooses what differences a visit-detector's images: of the pipelines it is for the first whose
 * inputs are there.
 */
public final class PipelineChoice {

    private final WantedPipelines wanted;
    private final Engines engines;
    private final FoundTemplates templates;

    public PipelineChoice(WantedPipelines wanted, Engines engines, FoundTemplates templates) {
        this.wanted = wanted;
        this.engines = engines;
        this.templates = templates;
    }

    /**
     * A pipeline that can run.
     *
     * @param name as it is configured
     * @param workers who run it
     * @param templates URIs of what it differences against; none when it can do without
     */
    record Ready(String name, ImageWorkers workers, List<String> templates) {}

    Outcome<Ready> of(ReadyVisit ready, Deadline deadline) throws InterruptedException {
        return Ask.then(
                wanted.main(ready.preloaded().expected()), names -> first(names, ready, deadline));
    }

    private Outcome<Ready> first(List<String> names, ReadyVisit ready, Deadline deadline)
            throws InterruptedException {
        return FallbackRule.<Ready>first(names, name -> prepare(name, ready, deadline))
                .map(FallbackRule.Chosen::ready);
    }

    private Outcome<Ready> prepare(String name, ReadyVisit ready, Deadline deadline)
            throws InterruptedException {
        return Ask.then(engines.of(name), engine -> ready(name, engine, ready, deadline));
    }

    private Outcome<Ready> ready(
            String name, Engines.Engine engine, ReadyVisit ready, Deadline deadline)
            throws InterruptedException {
        var found = templates.of(ready, deadline).mapLoss(PipelineChoice::missing);
        boolean without =
                !engine.needsTemplate() && found.fold(uris -> false, PipelineChoice::isMissing);
        return without
                ? Outcome.done(new Ready(name, engine.workers(), List.of()))
                : found.map(uris -> new Ready(name, engine.workers(), uris));
    }

    /** What is not there is no trouble as long as another pipeline can do without. */
    private static Loss missing(Loss loss) {
        return loss.cause() == Cause.NON_RETRIABLE ? Loss.ignored(loss.why()) : loss;
    }

    private static boolean isMissing(Loss loss) {
        return loss.cause() == Cause.IGNORABLE;
    }
}
