// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import nightjar.model.Cleared;
import nightjar.model.Differenced;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Deadline;
import nightjar.model.port.Port;
import nightjar.model.port.Products;
import nightjar.model.port.Sattle;

/**
 * Asks Sattle which sources may be known. It fails closed: a source is allowed only when Sattle
 * says so for each exposure and nothing else speaks against it; without an answer the stage asks
 * again until its limit, and what is never answered ends suppressed.
 */
public final class ClearStep implements Port<Differenced, Cleared> {

    private final Products products;
    private final Sattle sattle;
    private final SourceIds ids;

    public ClearStep(Products products, Sattle sattle, SourceIds ids) {
        this.products = products;
        this.sattle = sattle;
        this.ids = ids;
    }

    @Override
    public Outcome<Cleared> ask(Differenced differenced, Deadline deadline)
            throws InterruptedException {
        if (differenced.sources() == 0) {
            return Outcome.done(Cleared.of(differenced, new BitSet()));
        }
        var candidates = products.diaSources(differenced.product());
        var footprints = products.footprints(differenced.product());
        var asked =
                candidates.then(rows -> footprints.then(boxes -> ask(differenced, rows, boxes)));
        return Ask.then(asked, question -> clear(question, deadline))
                .mapLoss(loss -> loss.ending(Ending.SUPPRESSED));
    }

    /**
     * What Sattle is to be asked.
     *
     * @param boxes of the sources that can be asked about
     * @param slow bit i is set when source i may be known if Sattle allows it
     */
    private record Question(
            Differenced differenced,
            List<Sattle.Exposure> exposures,
            List<Sattle.Box> boxes,
            BitSet slow) {}

    private Outcome<Question> ask(
            Differenced differenced, List<Columns> rows, List<double[]> footprints) {
        if (rows.size() != differenced.sources() || footprints.size() != rows.size()) {
            return Outcome.lost(
                    Loss.failed(
                            "the image worker announced %d sources, and left %d rows and %d footprints"
                                    .formatted(
                                            differenced.sources(),
                                            rows.size(),
                                            footprints.size())));
        }
        var boxes = new ArrayList<Sattle.Box>();
        var slow = new BitSet();
        for (int row = 0; row < rows.size(); row++) {
            var box = footprints.get(row);
            if (!isOnSky(box)) {
                continue; // Nobody can be asked about it.
            }
            boxes.add(new Sattle.Box(id(differenced, row), box));
            slow.set(row, !Trails.tooFast(rows.get(row), box, differenced.exposureSeconds()));
        }
        return Exposures.of(differenced.ready())
                .map(exposures -> new Question(differenced, exposures, boxes, slow));
    }

    private Outcome<Cleared> clear(Question question, Deadline deadline)
            throws InterruptedException {
        var differenced = question.differenced();
        var allowed = question.slow();
        for (var exposure : question.exposures()) {
            if (allowed.isEmpty()) {
                break;
            }
            var answer =
                    sattle.allowed(
                            exposure, differenced.key().detector(), question.boxes(), deadline);
            if (answer instanceof Outcome.Lost<Set<Long>> lost) {
                return Outcome.lost(lost.loss());
            }
            var said = answer.asValue().orElse(Set.of());
            for (int row = allowed.nextSetBit(0); row >= 0; row = allowed.nextSetBit(row + 1)) {
                allowed.set(row, said.contains(id(differenced, row)));
            }
        }
        return Outcome.done(Cleared.of(differenced, allowed));
    }

    private static boolean isOnSky(double[] corners) {
        return DoubleStream.of(corners).allMatch(Double::isFinite)
                && IntStream.of(1, 3, 5, 7).allMatch(dec -> Math.abs(corners[dec]) <= 90);
    }

    private long id(Differenced differenced, int row) {
        return ids.of(differenced.visit(), differenced.key().detector(), row);
    }
}
