// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import java.io.Serializable;
import java.util.Optional;
import nightjar.model.port.CompletedCheckpoints;
import nightjar.model.port.HandOver;
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

    /** How the lineage is taken from a job that may still run; empty where that is not meant. */
    default Optional<HandOver> handOver() {
        return Optional.empty();
    }
}
