// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.runtime;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.flink.streaming.api.TimerService;

/** One operator's processing-time timers, by key. */
final class Timers implements TimerService {

    /** An instant for which a key has asked. */
    record Timer(Object key, long atMillis) {}

    private final Map<Timer, Future<?>> set = new LinkedHashMap<>();
    private final VirtualTime time;
    private final Supplier<Object> currentKey;
    private final BiConsumer<Object, Long> goesOff;

    /**
     * @param currentKey whose record is being processed
     * @param goesOff what is done with a key whose instant has come
     */
    Timers(VirtualTime time, Supplier<Object> currentKey, BiConsumer<Object, Long> goesOff) {
        this.time = time;
        this.currentKey = currentKey;
        this.goesOff = goesOff;
    }

    Set<Timer> asked() {
        return new LinkedHashSet<>(set.keySet());
    }

    void restore(Set<Timer> timers) {
        timers.forEach(this::set);
    }

    void cancelAll() {
        set.values().forEach(event -> event.cancel(false));
        set.clear();
    }

    private void set(Timer timer) {
        if (!set.containsKey(timer)) {
            set.put(timer, time.in(timer.atMillis() - time.millis(), () -> goOff(timer)));
        }
    }

    private void goOff(Timer timer) {
        set.remove(timer);
        goesOff.accept(timer.key(), timer.atMillis());
    }

    @Override
    public long currentProcessingTime() {
        return time.millis();
    }

    @Override
    public void registerProcessingTimeTimer(long atMillis) {
        set(new Timer(currentKey.get(), atMillis));
    }

    @Override
    public void deleteProcessingTimeTimer(long atMillis) {
        var event = set.remove(new Timer(currentKey.get(), atMillis));
        if (event != null) {
            event.cancel(false);
        }
    }

    @Override
    public long currentWatermark() {
        return Long.MIN_VALUE;
    }

    @Override
    public void registerEventTimeTimer(long time) {
        throw new UnsupportedOperationException("there are no watermarks here");
    }

    @Override
    public void deleteEventTimeTimer(long time) {
        throw new UnsupportedOperationException("there are no watermarks here");
    }
}
