// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.faults;

/** Lets through, or holds. */
final class Gate {

    private boolean open = true;
    private boolean torn;

    synchronized void set(boolean nowOpen) {
        open = nowOpen;
        notifyAll();
    }

    /** For good: who waits is told that there is no more to wait for. */
    synchronized void tear() {
        torn = true;
        notifyAll();
    }

    /** Returns when the gate is open; false when it never will be. */
    synchronized boolean pass() throws InterruptedException {
        while (!open && !torn) {
            wait();
        }
        return !torn;
    }
}
