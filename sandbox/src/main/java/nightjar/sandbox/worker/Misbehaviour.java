// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.worker;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What the stand-in does on order before it answers, or instead. */
final class Misbehaviour {

    private static final int BITE_BYTES = 1 << 20;

    private final PrintStream out;
    private final Semaphore cancels = new Semaphore(0);
    private volatile String cancelled = "";

    Misbehaviour(PrintStream out) {
        this.out = out;
    }

    /** Has a slow request end. */
    void cancel(String id) {
        cancelled = id;
        cancels.release();
    }

    /** Obeys; returns when the request is to be answered after all. */
    void act(String id, Order order) throws InterruptedException, Pictureless.Failure {
        switch (order.how()) {
            case BEHAVE -> {}
            case HANG -> Thread.currentThread().join();
            case CRASH -> crash();
            case EAT -> eat();
            case SLOW -> dawdle(id, order.lasting());
            case BURN -> burn(order.lasting());
            case NONSENSE -> out.println("Segmentation fault (core dumped)");
        }
    }

    private void dawdle(String id, Duration lasting)
            throws InterruptedException, Pictureless.Failure {
        long end = System.nanoTime() + lasting.toNanos();
        cancels.drainPermits();
        while (!cancelled.equals(id)) {
            if (!cancels.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return;
            }
        }
        throw new Pictureless.Failure("CANCELLED", "as asked");
    }

    private static void burn(Duration lasting) {
        long end = System.nanoTime() + lasting.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /** A SIGKILL leaves no exit value of its own choice, no last line, no hook. */
    private static void crash() throws InterruptedException {
        ProcessHandle own = ProcessHandle.current();
        try {
            new ProcessBuilder("kill", "-9", String.valueOf(own.pid())).start().waitFor();
        } catch (java.io.IOException e) {
            Runtime.getRuntime().halt(137);
        }
    }

    private static void eat() {
        List<byte[]> eaten = new ArrayList<>();
        try {
            while (eaten.size() < Integer.MAX_VALUE) {
                eaten.add(new byte[BITE_BYTES]);
            }
        } catch (OutOfMemoryError e) {
            eaten.clear();
            System.err.println(e);
            Runtime.getRuntime().halt(3);
        }
    }
}
