// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.turns;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightjar.model.Outcome;
import nightjar.model.VisitDetector;
import nightjar.model.port.Deadline;
import nightjar.model.port.Turns;

/** Turns within one JVM: for tests and for the bench that leaves Cassandra out. */
public final class InMemoryTurns implements Turns {

    private final Map<VisitDetector, Held> inFlight = new LinkedHashMap<>();

    @Override
    public synchronized Outcome<Entry> enter(Entry entry, Deadline deadline) {
        inFlight.putIfAbsent(entry.key(), new Held(entry, false));
        return Outcome.done(entry);
    }

    @Override
    public synchronized Outcome<Optional<Entry>> take(Entry entry, Deadline deadline) {
        var seen = List.copyOf(inFlight.values());
        var before =
                Overlap.hasTurn(entry, seen)
                        ? Optional.<Entry>empty()
                        : Overlap.before(entry, seen);
        if (before.isEmpty()) {
            inFlight.put(entry.key(), new Held(entry, true));
        }
        return Outcome.done(before);
    }

    @Override
    public synchronized Outcome<Entry> leave(Entry entry, Deadline deadline) {
        inFlight.remove(entry.key());
        return Outcome.done(entry);
    }
}
