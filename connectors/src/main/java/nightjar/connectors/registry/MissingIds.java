// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.registry;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Ids of schemas that a registry does not know. One that is new may lag behind for a while, and its
 * messages wait; damaged messages name one after another that will never come, and were all of them
 * waited for, the good messages behind them would wait, too.
 */
final class MissingIds {

    private static final long LAG_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long FORGOTTEN_NANOS = Duration.ofMinutes(10).toNanos();
    private static final int WAITED_FOR = 8;

    private final LongSupplier clockNanos;
    private final Map<Integer, Long> sinceNanos = new LinkedHashMap<>();

    MissingIds(LongSupplier clockNanos) {
        this.clockNanos = clockNanos;
    }

    /** Whether to wait for this id, which was not there just now. */
    synchronized boolean mayCome(int id) {
        long now = clockNanos.getAsLong();
        sinceNanos.values().removeIf(since -> now - since > FORGOTTEN_NANOS);
        if (!sinceNanos.containsKey(id)) {
            long waiting = sinceNanos.values().stream().filter(it -> isFresh(it, now)).count();
            if (waiting >= WAITED_FOR) {
                return false;
            }
            sinceNanos.put(id, now);
        }
        return isFresh(sinceNanos.getOrDefault(id, now), now);
    }

    private static boolean isFresh(long since, long now) {
        return now - since <= LAG_NANOS;
    }
}
