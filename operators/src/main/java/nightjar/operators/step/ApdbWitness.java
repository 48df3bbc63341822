// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.List;
import nightjar.model.Cause;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Raw;
import nightjar.model.ReadyVisit;
import nightjar.model.port.Apdb;
import nightjar.model.port.Claims;
import nightjar.model.port.Deadline;
import nightjar.model.rule.FailureClass;
import nightjar.model.rule.FailureRule;
import nightjar.model.rule.FailureRule.DefinedVisit;

/**
 * Whether a pipeline that was interrupted may be run again: never when the APDB has the
 * visit-detector from somebody else, or may have it.
 */
public final class ApdbWitness {

    private final Apdb apdb;
    private final Claims claims;
    private final Lineage lineage;

    public ApdbWitness(Apdb apdb, Claims claims, Lineage lineage) {
        this.apdb = apdb;
        this.claims = claims;
        this.lineage = lineage;
    }

    /** The loss as it is; or, of one that would be tried again and must not be, NON_RETRIABLE. */
    Loss judged(ReadyVisit ready, Loss loss, Deadline deadline) throws InterruptedException {
        if (loss.cause() != Cause.RETRIABLE) {
            return loss;
        }
        boolean changed =
                FailureRule.mayHaveChanged(
                        List.of(defined(ready)),
                        (visit, time) -> hasOthers(visit, ready.key().detector(), deadline));
        var judged = FailureRule.ofPipeline(FailureRule.End.SHUTDOWN, changed);
        return judged == FailureClass.RETRIABLE
                ? loss
                : judged.loss(
                        "the APDB has visit "
                                + ready.visit()
                                + " detector "
                                + ready.key().detector()
                                + ", or cannot be asked, after: "
                                + loss.why());
    }

    /** Rows that are there under our own claim are those of a plan that is executed anyway. */
    private Outcome<Boolean> hasOthers(long visit, int detector, Deadline deadline)
            throws InterruptedException {
        return Ask.then(
                apdb.contains(visit, detector, deadline),
                has ->
                        has
                                ? claims.read(visit, detector, deadline)
                                        .map(claim -> claim.filter(lineage::owns).isEmpty())
                                : Outcome.done(false));
    }

    private static DefinedVisit defined(ReadyVisit ready) {
        var raws = ready.raws();
        double end = raws.stream().mapToDouble(Raw::endMjdTai).max().orElse(Double.NaN);
        return new DefinedVisit(ready.visit(), raws.get(0).beginMjdTai(), end);
    }
}
