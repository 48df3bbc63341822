// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.world;

import java.util.Optional;
import nightjar.connectors.turns.InMemoryTurns;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.Turns;

/** Who is in flight, told and asked over a network. */
final class SimulatedTurns implements Turns {

    private final Effects effects;
    private final Turns inner = new InMemoryTurns();

    SimulatedTurns(Effects effects) {
        this.effects = effects;
    }

    @Override
    public Outcome<Entry> enter(Entry entry, Deadline deadline) throws InterruptedException {
        return effects.change(
                "turns",
                "enter " + entry.key(),
                () -> Effects.uninterrupted(() -> inner.enter(entry, deadline)));
    }

    @Override
    public Outcome<Optional<Entry>> take(Entry entry, Deadline deadline)
            throws InterruptedException {
        return effects.change(
                "turns",
                "turn of " + entry.key(),
                () -> Effects.uninterrupted(() -> inner.take(entry, deadline)));
    }

    @Override
    public Outcome<Entry> leave(Entry entry, Deadline deadline) throws InterruptedException {
        return effects.change(
                "turns",
                "leave " + entry.key(),
                () -> Effects.uninterrupted(() -> inner.leave(entry, deadline)));
    }
}
