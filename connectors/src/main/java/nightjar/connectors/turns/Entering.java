// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.turns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import nightjar.model.port.Turns.Entry;

/**
 * Who wants to enter and is not known to have: after an outage all try again, each at a moment of
 * its own, and the later visit must not go ahead because it was the first to get through. A
 * detector's visits meet in one JVM, so that it is enough to know them there.
 */
final class Entering {

    /** Longer than anybody goes on trying. */
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private final Map<Entry, Long> since = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    Entering() {
        this(System::nanoTime);
    }

    Entering(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void begun(Entry entry) {
        since.put(entry, nanos.getAsLong());
    }

    /** It is in, or it has gone. */
    void ended(Entry entry) {
        since.remove(entry);
    }

    /** Those who are in, and those who are about to be. */
    List<Held> added(List<Held> in) {
        long now = nanos.getAsLong();
        since.values().removeIf(begun -> now - begun > LONGEST.toNanos());
        if (since.isEmpty()) {
            return in;
        }
        var known = in.stream().map(Held::entry).collect(Collectors.toSet());
        var all = new ArrayList<>(in);
        since.keySet().stream()
                .filter(entry -> !known.contains(entry))
                .forEach(entry -> all.add(new Held(entry, false)));
        return all;
    }
}
