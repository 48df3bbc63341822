// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.turns;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import nightjar.model.Outcome;
import nightjar.model.VisitDetector;
import nightjar.model.port.Deadline;
import nightjar.model.port.Turns;

/** Turns within one JVM: for tests and for the bench that leaves Cassandra out. */
public final class InMemoryTurns implements Turns {

    private final Map<VisitDetector, Entry> inFlight = new ConcurrentHashMap<>();

    @Override
    public Outcome<Entry> enter(Entry entry, Deadline deadline) {
        inFlight.put(entry.key(), entry);
        return Outcome.done(entry);
    }

    @Override
    public Outcome<Optional<Entry>> before(Entry entry, Deadline deadline) {
        return Outcome.done(Overlap.earliestBefore(entry, inFlight.values().stream()));
    }

    @Override
    public Outcome<Entry> leave(Entry entry, Deadline deadline) {
        inFlight.remove(entry.key());
        return Outcome.done(entry);
    }
}
