// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.nio.file.Path;
import java.time.InstantSource;
import nightjar.model.Cause;
import nightjar.model.Differenced;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Raw;
import nightjar.model.ReadyVisit;
import nightjar.model.Stored;
import nightjar.model.port.Deadline;
import nightjar.model.port.ImageWorkers;
import nightjar.model.port.ImageWorkers.Summary;
import nightjar.model.port.Port;
import nightjar.model.port.Products;

/**
 * Differences a visit-detector's snaps against its templates. It touches nothing but its scratch
 * folder and the space of products, so that asking again doubles nothing.
 */
public final class DifferenceStep implements Port<ReadyVisit, Differenced> {

    private final PipelineChoice pipelines;
    private final Inputs inputs;
    private final ApdbWitness witness;
    private final Products products;
    private final SourceIds ids;
    private final Path scratch;

    /**
     * @param witness whether a pipeline that was interrupted may run again
     * @param ids numbers sources; asked here only whether it can
     * @param scratch the folder below which each visit-detector has its own for a while; what is
     *     older than a day in it is removed
     */
    public DifferenceStep(
            PipelineChoice pipelines,
            Inputs inputs,
            ApdbWitness witness,
            Products products,
            SourceIds ids,
            Path scratch) {
        this.pipelines = pipelines;
        this.inputs = inputs;
        this.witness = witness;
        this.products = products;
        this.ids = ids;
        this.scratch = scratch;
        Scratch.sweep(scratch, InstantSource.system());
    }

    @Override
    public Outcome<Differenced> ask(ReadyVisit ready, Deadline deadline)
            throws InterruptedException {
        return Ask.then(
                pipelines.of(ready, deadline),
                chosen ->
                        Ask.then(
                                Scratch.of(ready, scratch, Inputs.folders()),
                                folder -> difference(ready, chosen, folder, deadline)));
    }

    private Outcome<Differenced> difference(
            ReadyVisit ready, PipelineChoice.Ready chosen, Scratch folder, Deadline deadline)
            throws InterruptedException {
        try (folder) {
            var summary =
                    Ask.then(
                            inputs.gather(ready, chosen.templates(), folder),
                            request -> run(ready, chosen, request, deadline));
            return summary.then(
                    said ->
                            refusal(ready, said)
                                    .then(band -> keep(ready, chosen, said, band, folder)));
        }
    }

    private Outcome<Summary> run(
            ReadyVisit ready,
            PipelineChoice.Ready chosen,
            ImageWorkers.Request request,
            Deadline deadline)
            throws InterruptedException {
        var said = chosen.workers().difference(request, deadline);
        return said instanceof Outcome.Lost<Summary> lost
                ? Outcome.lost(witness.judged(ready, lost.loss(), deadline))
                : said;
    }

    private Outcome<Differenced> keep(
            ReadyVisit ready,
            PipelineChoice.Ready chosen,
            Summary summary,
            String band,
            Scratch folder) {
        var work = folder.path("work");
        return Provenance.write(ready, chosen, work)
                .then(written -> products.keep(work))
                .map(product -> differenced(ready, chosen.name(), summary, band, product));
    }

    /** The band, unless the result cannot be used. */
    private Outcome<String> refusal(ReadyVisit ready, Summary summary) {
        var unnumbered = ids.refusal(ready.visit(), ready.key().detector(), summary.sources());
        if (unnumbered.isPresent()) {
            return Outcome.lost(unnumbered.get());
        }
        if (Corners.polygon(summary.cornersDeg()).isEmpty()) {
            return Outcome.lost(invalid("the image worker's corners are no image on the sky"));
        }
        var filter = ready.raws().get(0).filter();
        var band = summary.band().isEmpty() ? Filters.band(filter) : summary.band();
        return band.isEmpty()
                ? Outcome.lost(
                        invalid("neither the image nor its filter '" + filter + "' tell the band"))
                : Outcome.done(band);
    }

    private static Differenced differenced(
            ReadyVisit ready, String pipeline, Summary summary, String band, Stored product) {
        double exposed = ready.raws().stream().mapToDouble(Raw::exposureSeconds).sum();
        return new Differenced(
                ready,
                product,
                summary.sources(),
                orElse(summary.midpointMjdTai(), ready.midpointMjdTai()),
                orElse(summary.exposureSeconds(), exposed),
                band,
                summary.cornersDeg(),
                summary.flags(),
                pipeline);
    }

    private static Loss invalid(String why) {
        return new Loss(Ending.FAILED, Cause.INVALID, why);
    }

    private static double orElse(double said, double otherwise) {
        return Double.isFinite(said) ? said : otherwise;
    }
}
