// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

import java.util.concurrent.atomic.AtomicLong;

/** Counters that a pool's workers share. */
final class Tally {

    final AtomicLong started = new AtomicLong();
    final AtomicLong died = new AtomicLong();
    final AtomicLong killed = new AtomicLong();

    WorkerCounts counts() {
        return new WorkerCounts(started.get(), died.get(), killed.get());
    }
}
