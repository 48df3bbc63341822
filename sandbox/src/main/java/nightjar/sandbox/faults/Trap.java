// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.faults;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Waits on a {@link Wire} for a request with certain bytes in it; snaps once. */
public final class Trap {

    /** What becomes of the request that snaps the trap, and of its connection. */
    public enum Harm {
        /** The server gets the request; its answer is swallowed, then the connection cut. */
        ANSWER_LOST,
        /** The request is swallowed and the connection cut. */
        REQUEST_LOST,
        /** All goes well, but nothing more goes up any connection until the wire passes again. */
        HELD_AFTERWARDS,
        /** The request and all after it, on any connection, are held until the wire passes. */
        HELD
    }

    private final byte[] bait;
    private final Harm harm;
    private final AtomicBoolean snapped = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);

    Trap(String bait, Harm harm) {
        this.bait = bait.getBytes(StandardCharsets.UTF_8);
        this.harm = harm;
    }

    Harm harm() {
        return harm;
    }

    /** Whether these bytes snap it, which only the first do. */
    boolean snapsAt(byte[] bytes, int length) {
        return !snapped.get() && holds(bytes, length) && snapped.compareAndSet(false, true);
    }

    /** The harm is done. */
    void done() {
        done.countDown();
    }

    private boolean holds(byte[] bytes, int length) {
        for (int at = 0; at + bait.length <= length; at++) {
            if (Arrays.equals(bytes, at, at + bait.length, bait, 0, bait.length)) {
                return true;
            }
        }
        return false;
    }

    /** Waits until its harm is done; false when it is not by then. */
    public boolean await(long seconds) throws InterruptedException {
        return done.await(seconds, TimeUnit.SECONDS);
    }
}
