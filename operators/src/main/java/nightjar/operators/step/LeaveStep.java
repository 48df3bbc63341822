// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.List;
import nightjar.model.Ended;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.Port;
import nightjar.model.port.Turns;

/** Makes known that a visit-detector has ended, so that later ones need not wait for it. */
public final class LeaveStep implements Port<Ended, Ended> {

    private final Turns turns;

    public LeaveStep(Turns turns) {
        this.turns = turns;
    }

    @Override
    public Outcome<Ended> ask(Ended ended, Deadline deadline) throws InterruptedException {
        if (ended.visit() == 0) {
            return Outcome.done(ended);
        }
        var entry = new Turns.Entry(ended.key(), ended.visit(), List.of());
        return turns.leave(entry, deadline).map(left -> ended);
    }
}
