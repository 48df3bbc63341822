// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import nightjar.model.Cause;
import nightjar.model.Committed;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Planned;
import nightjar.model.port.Claims;
import nightjar.model.port.Claims.Claim;
import nightjar.model.port.Deadline;
import nightjar.model.port.Port;

/**
 * The commit: claim the visit-detector for its plan, execute the plan that the claim names.
 *
 * <p>Whoever asks again, after whatever has happened, finds the claim standing: what it names is
 * executed, and the new plan is dropped. So the rows and alerts are those of one plan, the first
 * that was claimed, over any crash. From the claim on nothing fails: all trouble is for a later
 * try.
 */
public final class CommitStep implements Port<Planned, Committed> {

    private final Claims claims;
    private final Lineage lineage;
    private final Execution execution;

    public CommitStep(Claims claims, Lineage lineage, Execution execution) {
        this.claims = claims;
        this.lineage = lineage;
        this.execution = execution;
    }

    @Override
    public Outcome<Committed> ask(Planned planned, Deadline deadline) throws InterruptedException {
        var claimed = claims.claim(wanted(planned), deadline).mapLoss(CommitStep::unresolved);
        return Ask.then(claimed, claim -> execute(planned, claim, deadline));
    }

    private Claim wanted(Planned planned) {
        return new Claim(
                planned.visitId(),
                planned.key().detector(),
                lineage.name(),
                planned.storeTimeMjdTai(),
                planned.plan(),
                false);
    }

    private Outcome<Committed> execute(Planned planned, Claim claim, Deadline deadline)
            throws InterruptedException {
        if (!lineage.owns(claim)) {
            return Outcome.lost(Loss.rejected("owned by " + claim.lineage()));
        }
        return execution.run(planned, claim, deadline).mapLoss(CommitStep::unresolved);
    }

    /** Trouble after which the outside may have changed: it is tried again until it is known. */
    private static Loss unresolved(Loss loss) {
        return loss.ending() == Ending.REJECTED
                ? loss
                : new Loss(Ending.FAILED, Cause.TRANSIENT, "commit unresolved: " + loss.why());
    }
}
