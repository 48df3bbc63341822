// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import nightjar.model.ObjectCreated;
import nightjar.model.Outcome;
import nightjar.model.Raw;
import nightjar.model.port.Deadline;
import nightjar.model.port.Port;
import nightjar.model.port.Sidecars;

/** Learns whose a new object is. */
public final class IdentifyStep implements Port<ObjectCreated, Raw> {

    private final Sidecars sidecars;

    public IdentifyStep(Sidecars sidecars) {
        this.sidecars = sidecars;
    }

    @Override
    public Outcome<Raw> ask(ObjectCreated object, Deadline deadline) throws InterruptedException {
        return sidecars.identify(object, deadline);
    }
}
