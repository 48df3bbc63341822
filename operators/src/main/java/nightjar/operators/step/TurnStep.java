// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.time.Duration;
import nightjar.model.Cleared;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.Port;
import nightjar.model.port.Turns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a visit-detector until the earlier ones that overlap it have ended; no longer than its
 * patience, counted from when its images were there.
 */
public final class TurnStep implements Port<Cleared, Cleared> {

    private static final Logger LOG = LoggerFactory.getLogger(TurnStep.class);

    private final Turns turns;
    private final Duration patience;

    public TurnStep(Turns turns, Duration patience) {
        this.turns = turns;
        this.patience = patience;
    }

    @Override
    public Outcome<Cleared> ask(Cleared cleared, Deadline deadline) throws InterruptedException {
        var differenced = cleared.differenced();
        var entry = new Turns.Entry(cleared.key(), differenced.visit(), differenced.cornersDeg());
        return turns.before(entry, deadline)
                .then(
                        before ->
                                before.map(earlier -> wait(cleared, earlier))
                                        .orElseGet(() -> Outcome.done(cleared)));
    }

    private Outcome<Cleared> wait(Cleared cleared, Turns.Entry earlier) {
        long waited = System.currentTimeMillis() - cleared.differenced().ready().readyMillis();
        if (waited > patience.toMillis()) {
            LOG.warn(
                    "{} no longer waits for {} of visit {}: order between overlapping visits given up",
                    cleared.key(),
                    earlier.key(),
                    earlier.visit());
            return Outcome.done(cleared);
        }
        return Outcome.lost(
                Loss.transientTrouble(
                        "waits for visit " + earlier.visit() + ", which overlaps it"));
    }
}
