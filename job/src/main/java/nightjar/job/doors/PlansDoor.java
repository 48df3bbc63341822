// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import java.util.Optional;
import nightjar.model.port.CompletedCheckpoints;
import nightjar.model.port.HandOver;
import nightjar.model.port.Placement;
import nightjar.model.port.Plans;
import nightjar.operators.AnnounceDoor;

/**
 * Where plans are told of.
 *
 * @param yaml the configuration
 * @param opening opens its neighbours
 * @param ports what lies between
 */
record PlansDoor(String yaml, Opening opening, Ports.Door ports) implements AnnounceDoor {

    @Override
    public Plans open(Placement placement) {
        return Shared.plans(yaml, opening, ports);
    }

    @Override
    public CompletedCheckpoints checkpoints() {
        return Shared.checkpoints(yaml, opening, ports);
    }

    @Override
    public Optional<HandOver> handOver() {
        return Shared.handOver(yaml, opening, ports);
    }
}
