// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a job's output lies, as in a transactional topic: all that was ever written, and what of it
 * was committed. It outlives the jobs that write to it.
 */
final class Shelf<T> {

    private final List<T> written = new ArrayList<>();
    private final Map<Long, List<T>> open = new HashMap<>();
    private final List<T> committed = new ArrayList<>();
    private long transactions;

    synchronized void write(T thing) {
        written.add(thing);
    }

    /** The number under which a checkpoint may commit these. */
    synchronized long prepare(List<T> things) {
        open.put(++transactions, List.copyOf(things));
        return transactions;
    }

    /** Once, however often it is told. */
    synchronized void commit(long transaction) {
        committed.addAll(open.getOrDefault(transaction, List.of()));
        open.put(transaction, List.of());
    }

    synchronized List<T> written() {
        return List.copyOf(written);
    }

    synchronized List<T> committed() {
        return List.copyOf(committed);
    }
}
