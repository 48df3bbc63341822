// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.state;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimerService;

/**
 * The one alarm of a key: an absolute instant, kept with its timer. Setting it anew takes the old
 * timer away, so a key never has two.
 */
public final class Alarm {

    /** What time is left to what went off while the job was down. */
    public static final Duration AFTER_DOWNTIME = Duration.ofSeconds(30);

    /** A timer that fires this late was not fired by a running job. */
    private static final Duration LATE = Duration.ofSeconds(5);

    private final ValueState<AlarmTime> time;

    private Alarm(ValueState<AlarmTime> time) {
        this.time = time;
    }

    public static Alarm of(RuntimeContext context, String name) {
        return new Alarm(
                context.getState(
                        new ValueStateDescriptor<>(name, TypeInformation.of(AlarmTime.class))));
    }

    public boolean isSet() throws IOException {
        return time.value() != null;
    }

    public void set(TimerService timers, long atMillis) throws IOException {
        set(timers, new AlarmTime(atMillis, false));
    }

    public void clear(TimerService timers) throws IOException {
        current().ifPresent(old -> timers.deleteProcessingTimeTimer(old.atMillis()));
        time.clear();
    }

    /**
     * Puts the alarm off, once, if it went off while the job was down: what it waited for may lie
     * unread in a topic.
     *
     * @param firedMillis the instant for which it had been set
     * @param by how long, from now
     * @return whether it was put off
     */
    public boolean postponedAfterDowntime(TimerService timers, long firedMillis, Duration by)
            throws IOException {
        long now = timers.currentProcessingTime();
        boolean before = current().map(AlarmTime::postponed).orElse(false);
        if (before || now - firedMillis <= LATE.toMillis()) {
            return false;
        }
        set(timers, new AlarmTime(now + by.toMillis(), true));
        return true;
    }

    private void set(TimerService timers, AlarmTime next) throws IOException {
        clear(timers);
        timers.registerProcessingTimeTimer(next.atMillis());
        time.update(next);
    }

    private Optional<AlarmTime> current() throws IOException {
        return Optional.ofNullable(time.value());
    }
}
