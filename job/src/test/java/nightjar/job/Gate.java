// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Holds the visit-detectors it is closed for, as "group/detector", until it is opened. */
final class Gate {

    private final Set<String> closedFor;
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final CountDownLatch opened = new CountDownLatch(1);

    Gate(String... closedFor) {
        this.closedFor = Set.of(closedFor);
    }

    void pass(String who) throws InterruptedException {
        if (closedFor.contains(who)) {
            held.add(who);
            opened.await();
        }
    }

    /** Whether all that it is closed for have come to it. */
    boolean holdsAll() {
        return held.equals(closedFor);
    }

    void open() {
        opened.countDown();
    }
}
