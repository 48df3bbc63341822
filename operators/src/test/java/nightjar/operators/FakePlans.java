// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.port.Apdb;
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
    public Outcome<Integer> alerts(Stored stored, EachAlert each) {
        boolean breaksOff = tries.getAndIncrement() < failures;
        for (int alert = 0; alert < ALERTS; alert++) {
            if (breaksOff && alert > 0) {
                return Outcome.lost(Loss.transientTrouble("the store hiccuped"));
            }
            each.alert(stored.bytes() + alert, new byte[] {(byte) alert});
        }
        return Outcome.done(ALERTS);
    }

    @Override
    public Outcome<Plan> read(Stored stored) {
        if (tries.getAndIncrement() < failures) {
            return Outcome.lost(Loss.transientTrouble("the store hiccuped"));
        }
        var key = Night.detector(4);
        var rows = new Apdb.Rows(1, 4, 61_364.1, List.of(), List.of(), List.of());
        var record = stored.uri().isEmpty() ? "" : "from " + stored.uri();
        return Outcome.done(new Plan(key, rows, "", record, List.of(), 0, 0));
    }

    @Override
    public Outcome<Stored> keep(Plan plan, AlertSource alerts) {
        throw new UnsupportedOperationException("announce only reads");
    }
}
