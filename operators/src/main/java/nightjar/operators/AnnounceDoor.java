// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import java.io.Serializable;
import nightjar.model.port.CompletedCheckpoints;
import nightjar.model.port.Placement;
import nightjar.model.port.Plans;

/** Opens the plans where they are read. */
@FunctionalInterface
public interface AnnounceDoor extends Serializable {

    Plans open(Placement placement);

    /** Who is told of complete checkpoints; asked for by one subtask. */
    default CompletedCheckpoints checkpoints() {
        return CompletedCheckpoints.UNTOLD;
    }
}
