// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import java.util.concurrent.atomic.AtomicInteger;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.port.Plans;

/** Plans of three alerts each, numbered by the plan's size in bytes; readable after some tries. */
final class FakePlans implements Plans {

    static final int ALERTS = 3;

    private final int failures;
    private final AtomicInteger tries = new AtomicInteger();

    /** Breaks off, after an alert, this many times. */
    FakePlans(int failures) {
        this.failures = failures;
    }

    @Override
    public Outcome<Integer> tell(Stored stored, Listener listener) {
        boolean breaksOff = tries.getAndIncrement() < failures;
        if (!stored.uri().isEmpty()) {
            listener.record("from " + stored.uri());
        }
        for (int alert = 0; alert < ALERTS; alert++) {
            if (breaksOff && alert > 0) {
                return Outcome.lost(Loss.transientTrouble("the store hiccuped"));
            }
            listener.alert(stored.bytes() + alert, new byte[] {(byte) alert});
        }
        return Outcome.done(ALERTS);
    }

    @Override
    public Outcome<Plan> read(Stored stored) {
        throw new UnsupportedOperationException("announce tells, and needs no rows");
    }

    @Override
    public Outcome<Stored> keep(Plan plan, AlertSource alerts) {
        throw new UnsupportedOperationException("announce only reads");
    }
}
