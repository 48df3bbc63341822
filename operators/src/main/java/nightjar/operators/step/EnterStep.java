// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.List;
import nightjar.model.Outcome;
import nightjar.model.ReadyVisit;
import nightjar.model.port.Deadline;
import nightjar.model.port.DetectorRegions;
import nightjar.model.port.Port;
import nightjar.model.port.Turns;

/** Makes a visit-detector whose images are there known as in flight. */
public final class EnterStep implements Port<ReadyVisit, ReadyVisit> {

    private final Turns turns;
    private final DetectorRegions regions;

    public EnterStep(Turns turns, DetectorRegions regions) {
        this.turns = turns;
        this.regions = regions;
    }

    @Override
    public Outcome<ReadyVisit> ask(ReadyVisit ready, Deadline deadline)
            throws InterruptedException {
        var corners = regions.predict(ready.preloaded().expected()).orElse(List.of());
        var entry = new Turns.Entry(ready.key(), ready.visit(), corners);
        return turns.enter(entry, deadline).map(entered -> ready);
    }
}
