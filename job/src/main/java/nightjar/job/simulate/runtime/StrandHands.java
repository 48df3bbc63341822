// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.runtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import nightjar.operators.stage.Hands;

/** A stage's time and threads in a simulation. */
final class StrandHands implements Hands {

    private final VirtualTime time;
    private final Strands.Group strands;
    private final List<Future<?>> alarms = new ArrayList<>();

    StrandHands(VirtualTime time, Strands strands) {
        this.time = time;
        this.strands = strands.group();
    }

    @Override
    public Instant instant() {
        return time.instant();
    }

    @Override
    public long millis() {
        return time.millis();
    }

    @Override
    public Future<?> in(long millis, Runnable then) {
        alarms.removeIf(Future::isDone);
        var alarm = time.in(millis, then);
        alarms.add(alarm);
        return alarm;
    }

    @Override
    public Future<?> begin(Runnable work) {
        return strands.begin(work);
    }

    @Override
    public double spread() {
        return time.spread();
    }

    @Override
    public void close() {
        alarms.forEach(alarm -> alarm.cancel(false));
        strands.kill();
    }
}
