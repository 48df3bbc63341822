// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.turns;

import java.util.List;
import java.util.Optional;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.Turns.Entry;

/**
 * How a turn is taken where nobody decides for all: look, take, look again. Of two that take at the
 * same time at least one sees the other, and the later visit steps back. Any step may fail, or
 * happen without an answer, and the whole is asked again.
 */
public final class TurnTaking {

    private final InFlight inFlight;

    /** Who is in flight, as it is kept where all can see it. */
    public interface InFlight {

        /** Those that may overlap this one, itself among them. */
        Outcome<List<Held>> around(Entry entry, Deadline deadline) throws InterruptedException;

        /** Makes known whether it has its turn. */
        Outcome<Entry> hold(Entry entry, boolean hasTurn, Deadline deadline)
                throws InterruptedException;
    }

    public TurnTaking(InFlight inFlight) {
        this.inFlight = inFlight;
    }

    /** Empty when it has its turn; else the earliest that it must wait for. */
    public Outcome<Optional<Entry>> take(Entry entry, Deadline deadline)
            throws InterruptedException {
        var seen = inFlight.around(entry, deadline);
        if (seen instanceof Outcome.Done<List<Held>> known) {
            return Overlap.hasTurn(entry, known.value())
                    ? keep(entry, known.value(), deadline)
                    : take(entry, known.value(), deadline);
        }
        return seen.map(nobody -> Optional.empty());
    }

    /**
     * What it took before its process died, or an answer was lost, is its own, with one caution.
     */
    private Outcome<Optional<Entry>> keep(Entry entry, List<Held> seen, Deadline deadline)
            throws InterruptedException {
        return giveWay(entry, Overlap.earlierWithTurn(entry, seen), deadline);
    }

    private Outcome<Optional<Entry>> take(Entry entry, List<Held> seen, Deadline deadline)
            throws InterruptedException {
        var before = Overlap.before(entry, seen);
        if (before.isPresent()) {
            return Outcome.done(before);
        }
        var taken = inFlight.hold(entry, true, deadline);
        if (!taken.isDone()) {
            return taken.map(it -> Optional.empty());
        }
        var again = inFlight.around(entry, deadline);
        return again instanceof Outcome.Done<List<Held>> known
                ? giveWay(entry, Overlap.before(entry, known.value()), deadline)
                : again.map(nobody -> Optional.empty());
    }

    private Outcome<Optional<Entry>> giveWay(Entry entry, Optional<Entry> to, Deadline deadline)
            throws InterruptedException {
        return to.isEmpty()
                ? Outcome.done(to)
                : inFlight.hold(entry, false, deadline).map(it -> to);
    }
}
