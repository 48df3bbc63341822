// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.Optional;
import nightjar.model.Cause;
import nightjar.model.Committed;
import nightjar.model.Ending;
import nightjar.model.Forced;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.port.Claims;
import nightjar.model.port.Claims.Claim;
import nightjar.model.port.Deadline;
import nightjar.model.port.Port;

/**
 * The commit: write the plan once, claim the visit-detector, execute the plan that the claim names.
 *
 * <p>Whoever asks again, after whatever has happened, first reads the claim: what stands there is
 * executed, and nothing is decided anew. So the rows and alerts are those of one plan, the first
 * that was claimed, over any crash. From the claim on nothing fails: all trouble is for a later
 * try.
 */
public final class CommitStep implements Port<Forced, Committed> {

    private final Claims claims;
    private final Lineage lineage;
    private final PlanMaker maker;
    private final Execution execution;

    public CommitStep(Claims claims, Lineage lineage, PlanMaker maker, Execution execution) {
        this.claims = claims;
        this.lineage = lineage;
        this.maker = maker;
        this.execution = execution;
    }

    @Override
    public Outcome<Committed> ask(Forced forced, Deadline deadline) throws InterruptedException {
        var standing = claims.read(forced.visitId(), forced.key().detector(), deadline);
        var claimed =
                Ask.then(
                        standing.mapLoss(CommitStep::unresolved),
                        claim -> claim(forced, claim, deadline));
        return Ask.then(claimed, claim -> execute(forced, claim, deadline));
    }

    private Outcome<Claim> claim(Forced forced, Optional<Claim> standing, Deadline deadline)
            throws InterruptedException {
        if (standing.isPresent()) {
            return Outcome.done(standing.get());
        }
        return Ask.then(
                maker.make(forced),
                plan ->
                        claims.claim(wanted(forced, plan), deadline)
                                .mapLoss(CommitStep::unresolved));
    }

    private Claim wanted(Forced forced, Stored plan) {
        return new Claim(
                forced.visitId(),
                forced.key().detector(),
                lineage.name(),
                forced.associated().storeTimeMjdTai(),
                plan,
                false);
    }

    private Outcome<Committed> execute(Forced forced, Claim claim, Deadline deadline)
            throws InterruptedException {
        if (!lineage.owns(claim)) {
            return Outcome.lost(Loss.rejected("owned by " + claim.lineage()));
        }
        return execution.run(forced, claim, deadline).mapLoss(CommitStep::unresolved);
    }

    /** Trouble after which the outside may have changed: it is tried again until it is known. */
    private static Loss unresolved(Loss loss) {
        return loss.ending() == Ending.REJECTED
                ? loss
                : new Loss(Ending.FAILED, Cause.TRANSIENT, "commit unresolved: " + loss.why());
    }
}
