// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.world;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightjar.connectors.turns.Held;
import nightjar.connectors.turns.TurnTaking;
import nightjar.model.Outcome;
import nightjar.model.VisitDetector;
import nightjar.model.port.Deadline;
import nightjar.model.port.Turns;

/** Who is in flight, told and asked over a network; turns are taken as with Cassandra. */
final class SimulatedTurns implements Turns, TurnTaking.InFlight {

    private final Effects effects;
    private final TurnTaking taking = new TurnTaking(this);
    private final Map<VisitDetector, Held> inFlight = new LinkedHashMap<>();

    SimulatedTurns(Effects effects) {
        this.effects = effects;
    }

    @Override
    public Outcome<Entry> enter(Entry entry, Deadline deadline) throws InterruptedException {
        return effects.change(
                "turns",
                "enter " + entry.key(),
                () -> {
                    inFlight.putIfAbsent(entry.key(), new Held(entry, false));
                    return Outcome.done(entry);
                });
    }

    @Override
    public Outcome<Optional<Entry>> take(Entry entry, Deadline deadline)
            throws InterruptedException {
        return taking.take(entry, deadline);
    }

    @Override
    public Outcome<List<Held>> around(Entry entry, Deadline deadline) throws InterruptedException {
        return effects.look("turns", () -> Outcome.done(List.copyOf(inFlight.values())));
    }

    @Override
    public Outcome<Entry> hold(Entry entry, boolean hasTurn, Deadline deadline)
            throws InterruptedException {
        return effects.change(
                "turns",
                (hasTurn ? "turn of " : "no turn of ") + entry.key(),
                () -> {
                    inFlight.put(entry.key(), new Held(entry, hasTurn));
                    return Outcome.done(entry);
                });
    }

    @Override
    public Outcome<Entry> leave(Entry entry, Deadline deadline) throws InterruptedException {
        return effects.change(
                "turns",
                "leave " + entry.key(),
                () -> {
                    inFlight.remove(entry.key());
                    return Outcome.done(entry);
                });
    }
}
