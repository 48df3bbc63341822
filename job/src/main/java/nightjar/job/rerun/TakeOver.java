// SPDX-License-Identifier: Apache-2.0
package nightjar.job.rerun;

import java.io.Serializable;
import java.util.Optional;
import java.util.Set;
import nightjar.model.Outcome;
import nightjar.model.port.Claims;
import nightjar.model.port.Deadline;

/**
 * Claims of the night that its job has given up, unmarked, and that a rerun finishes: the plan that
 * they name is executed, and marked as the night's. They were named before the rerun began, so
 * whoever marks one of them meanwhile is the rerun itself.
 *
 * @param from the night's lineage
 * @param to the rerun's
 * @param which {@code visit/detector} of each
 * @param settled what earlier reruns have committed. Its alerts may be out, so that it is another's
 *     to this rerun; of a visit whose number nobody knew before, that is found out only here
 */
record TakeOver(String from, String to, Set<String> which, Set<String> settled)
        implements Serializable {

    TakeOver {
        which = Set.copyOf(which);
        settled = Set.copyOf(settled);
    }

    /** Claims among which those that are taken over look like the rerun's own. */
    Claims over(Claims claims) {
        return new Claims() {
            @Override
            public Outcome<Claim> claim(Claim wanted, Deadline deadline)
                    throws InterruptedException {
                return claims.claim(wanted, deadline).map(TakeOver.this::seen);
            }

            @Override
            public Outcome<Optional<Claim>> read(long visit, int detector, Deadline deadline)
                    throws InterruptedException {
                return claims.read(visit, detector, deadline)
                        .map(standing -> standing.map(TakeOver.this::seen));
            }

            @Override
            public Outcome<Claim> commit(Claim claim, Deadline deadline)
                    throws InterruptedException {
                var real = isTaken(claim) ? as(from, claim) : claim;
                return claims.commit(real, deadline).map(TakeOver.this::seen);
            }
        };
    }

    private Claims.Claim seen(Claims.Claim standing) {
        if (standing.lineage().equals(to) && settled.contains(name(standing))) {
            return as(earlier(), standing);
        }
        return standing.lineage().equals(from) && isTaken(standing) ? as(to, standing) : standing;
    }

    private String earlier() {
        return to + " before, committed: ./nightjar audit --emit sends what is missing of it";
    }

    private boolean isTaken(Claims.Claim claim) {
        return which.contains(name(claim));
    }

    private static String name(Claims.Claim claim) {
        return claim.visit() + "/" + claim.detector();
    }

    private static Claims.Claim as(String lineage, Claims.Claim claim) {
        return new Claims.Claim(
                claim.visit(),
                claim.detector(),
                lineage,
                claim.storeTimeMjdTai(),
                claim.plan(),
                claim.committed());
    }
}
