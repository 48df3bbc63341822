// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.Port;

/** Answers questions as the test has told it to, and remembers what it was asked. */
final class FakePort implements Port<String, String> {

    /** What the port does about one question. */
    @FunctionalInterface
    interface Behaviour {
        Outcome<String> ask(int time) throws InterruptedException;
    }

    final Semaphore entered = new Semaphore(0);
    final CountDownLatch released = new CountDownLatch(1);
    final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final List<String> asked = new ArrayList<>();

    FakePort when(String question, Behaviour behaviour) {
        behaviours.put(question, behaviour);
        return this;
    }

    /** Answers when the test releases it. */
    FakePort held(String question) {
        return when(
                question,
                time -> {
                    released.await();
                    return Outcome.done(question);
                });
    }

    @Override
    public Outcome<String> ask(String question, Deadline deadline) throws InterruptedException {
        int time;
        synchronized (asked) {
            asked.add(question);
            time = times(question);
        }
        entered.release();
        var behaviour = behaviours.get(question);
        return behaviour == null ? Outcome.done(question) : behaviour.ask(time);
    }

    int times(String question) {
        synchronized (asked) {
            return (int) asked.stream().filter(question::equals).count();
        }
    }

    List<String> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
