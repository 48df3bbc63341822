// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.time.Duration;
import java.time.InstantSource;
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
    private final InstantSource clock;

    public TurnStep(Turns turns, Duration patience, InstantSource clock) {
        this.turns = turns;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public Outcome<Cleared> ask(Cleared cleared, Deadline deadline) throws InterruptedException {
        var differenced = cleared.differenced();
        var entry = new Turns.Entry(cleared.key(), differenced.visit(), differenced.cornersDeg());
        return turns.take(entry, deadline)
                .fold(
                        before ->
                                before.map(earlier -> wait(cleared, named(earlier)))
                                        .orElseGet(() -> Outcome.done(cleared)),
                        loss -> wait(cleared, "nobody knows whom (" + loss.why() + ")"));
    }

    private static String named(Turns.Entry earlier) {
        return earlier.key() + " of visit " + earlier.visit();
    }

    private Outcome<Cleared> wait(Cleared cleared, String earlier) {
        long waited = clock.millis() - cleared.differenced().ready().readyMillis();
        if (waited > patience.toMillis()) {
            LOG.warn(
                    "{} no longer waits for {}: order between overlapping visits given up",
                    cleared.key(),
                    earlier);
            return Outcome.done(cleared.outOfOrder(earlier));
        }
        return Outcome.lost(Loss.transientTrouble("waits for " + earlier));
    }
}
