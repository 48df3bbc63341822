// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.util.Optional;
import java.util.concurrent.Future;
import nightjar.model.Outcome;

/** One of a stage's threads; its fields are guarded by the pool. */
final class CallThread<I, O> extends Thread {

    private final Calls<I, O> calls;

    /** What it is asking, as long as somebody waits for it. */
    Optional<Call<I, O>> asking = Optional.empty();

    /** What it was interrupted in, until it comes back. */
    Optional<Call<I, O>> overstaying = Optional.empty();

    Optional<Future<?>> expiry = Optional.empty();
    boolean abandoned;

    CallThread(Calls<I, O> calls, String name) {
        super(name);
        this.calls = calls;
        setDaemon(true);
    }

    @Override
    public void run() {
        for (var call = calls.take(this); call.isPresent(); call = calls.take(this)) {
            var fields = LogFields.of(call.get().question);
            try (fields) {
                ask(call.get());
            }
        }
    }

    /**
     * A port that throws has a bug, which must cost no more than the visit-detector that met it: a
     * restart would ask the same again. Errors (no memory, a class that is not there) are the
     * task's, whatever they are.
     */
    @SuppressWarnings("CatchingUnchecked")
    private void ask(Call<I, O> call) {
        Outcome<O> answer;
        try {
            answer = calls.askPort(call);
        } catch (RuntimeException bug) {
            answer = calls.bug(call, bug);
        } catch (Throwable thrown) {
            calls.thrown(this, call, thrown);
            return;
        }
        calls.answered(this, call, answer);
    }
}
