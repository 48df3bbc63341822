// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import nightjar.model.Committed;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Planned;
import nightjar.model.port.Apdb;
import nightjar.model.port.Claims;
import nightjar.model.port.Claims.Claim;
import nightjar.model.port.Deadline;
import nightjar.model.port.Plans;
import nightjar.model.port.Plans.Plan;

/** Does what a claimed plan says: rows, files, mark. Each may be done again. */
public final class Execution {

    private final Plans plans;
    private final Apdb apdb;
    private final Exports exports;
    private final Claims claims;

    public Execution(Plans plans, Apdb apdb, Exports exports, Claims claims) {
        this.plans = plans;
        this.apdb = apdb;
        this.exports = exports;
        this.claims = claims;
    }

    Outcome<Committed> run(Planned planned, Claim claim, Deadline deadline)
            throws InterruptedException {
        return Ask.then(plans.read(claim.plan()), plan -> run(planned, claim, plan, deadline));
    }

    private Outcome<Committed> run(Planned planned, Claim claim, Plan plan, Deadline deadline)
            throws InterruptedException {
        if (!plan.key().equals(planned.key())) {
            return Outcome.lost(
                    Loss.rejected(
                            "visit %d detector %d was processed as %s"
                                    .formatted(
                                            planned.visitId(),
                                            planned.key().detector(),
                                            plan.key())));
        }
        if (claim.committed()) {
            return Outcome.done(committed(planned, claim, plan));
        }
        var written = Ask.then(write(plan.rows(), deadline), rows -> exports.put(planned, plan));
        var marked = Ask.then(written, files -> claims.commit(claim, deadline));
        return marked.map(mark -> committed(planned, claim, plan));
    }

    /** Without rows there is nothing that the APDB would keep; the claim stands for it. */
    private Outcome<Apdb.Rows> write(Apdb.Rows rows, Deadline deadline)
            throws InterruptedException {
        boolean none =
                rows.diaObjects().isEmpty()
                        && rows.diaSources().isEmpty()
                        && rows.diaForcedSources().isEmpty();
        return none ? Outcome.done(rows) : apdb.write(rows, deadline);
    }

    /** Alerts and DIASource rows are of the same sources, one each. */
    private static Committed committed(Planned planned, Claim claim, Plan plan) {
        return new Committed(
                plan.key(),
                claim.visit(),
                claim.plan(),
                plan.rows().diaSources().size(),
                plan.readoutEndMillis(),
                plan.arrivedMillis(),
                plan.without(),
                planned.counts(),
                planned.cleared().differenced().ready().preloaded().expected().fannedOutMillis(),
                plan.orderGivenUp());
    }
}
