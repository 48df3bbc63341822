// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicBoolean;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;

/** The request being worked on: told to stop from one thread, asked by the engine on another. */
final class Running implements Progress {
    static final Running NONE = new Running("", new Replies(System.err));

    private static final long QUIET_NANOS = 200_000_000;

    private final String id;
    private final Replies replies;
    private String stage = "";
    private volatile FailureCause stop = FailureCause.INTERNAL;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicBoolean answered = new AtomicBoolean();
    private long lastSaid;

    Running(String id, Replies replies) {
        this.id = id;
        this.replies = replies;
    }

    String id() {
        return id;
    }

    synchronized void stop(FailureCause cause) {
        // the cause before the flag: whoever sees the flag finds the cause
        if (!stopped.get()) {
            stop = cause;
            stopped.set(true);
        }
    }

    FailureCause stopCause() {
        return stop;
    }

    @Override
    public void check() throws Unusable {
        if (stopped.get()) {
            throw new Unusable(stop, "stopped between two steps");
        }
    }

    @Override
    public synchronized void at(String name, double fraction) throws Unusable {
        if (stopped.get()) {
            throw new Unusable(stop, "stopped in stage " + name);
        }
        long now = System.nanoTime();
        boolean fresh = !name.equals(stage);
        stage = name;
        if (fresh || now - lastSaid > QUIET_NANOS) {
            lastSaid = now;
            replies.progress(id, name, fraction);
        }
    }

    boolean done(ObjectNode summary) {
        boolean first = answered.compareAndSet(false, true);
        if (first) {
            replies.done(id, summary);
        }
        return first;
    }

    boolean failed(FailureCause cause, String detail) {
        boolean first = answered.compareAndSet(false, true);
        if (first) {
            replies.failed(id, cause, detail);
        }
        return first;
    }
}
