// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.Optional;
import nightjar.model.Cleared;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Apdb;
import nightjar.model.port.Claims;
import nightjar.model.port.Deadline;

/**
 * Reads what the APDB holds of the image's true region, just before association. What cannot be
 * read is trouble, never an empty sky.
 */
public final class RefreshStep {

    private final Apdb apdb;
    private final Claims claims;
    private final Lineage lineage;
    private final double paddingArcsec;

    /**
     * @param paddingArcsec how far outside the image to look as well: the history of an object may
     *     lie in the pixels beside it; upstream pads by 20
     */
    public RefreshStep(Apdb apdb, Claims claims, Lineage lineage, double paddingArcsec) {
        this.apdb = apdb;
        this.claims = claims;
        this.lineage = lineage;
        this.paddingArcsec = paddingArcsec;
    }

    Outcome<Refreshed> of(Cleared cleared, Deadline deadline) throws InterruptedException {
        int detector = cleared.key().detector();
        var stored = apdb.contains(cleared.visitId(), detector, deadline);
        var mayGoOn = Ask.then(stored, is -> is ? owned(cleared, deadline) : Outcome.done(cleared));
        return Ask.then(mayGoOn, going -> read(going, deadline));
    }

    /** Rows that are there already must be ours: a commit before a restore. */
    private Outcome<Cleared> owned(Cleared cleared, Deadline deadline) throws InterruptedException {
        var standing = claims.read(cleared.visitId(), cleared.key().detector(), deadline);
        return standing.then(
                claim ->
                        claim.filter(lineage::owns).isPresent()
                                ? Outcome.done(cleared)
                                : Outcome.lost(rejected(claim)));
    }

    private static Loss rejected(Optional<Claims.Claim> claim) {
        return Loss.rejected(
                claim.map(other -> "owned by " + other.lineage()).orElse("already in APDB"));
    }

    private Outcome<Refreshed> read(Cleared cleared, Deadline deadline)
            throws InterruptedException {
        var differenced = cleared.differenced();
        var prior =
                apdb.prior(
                        differenced.cornersDeg(),
                        paddingArcsec,
                        differenced.midpointMjdTai(),
                        deadline);
        return prior.map(read -> new Refreshed(cleared, PriorRows.sorted(read)));
    }
}
