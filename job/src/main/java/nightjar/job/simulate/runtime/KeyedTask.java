// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.runtime;

import java.util.List;
import java.util.Optional;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.OutputTag;

/** An operator with two inputs, state and timers by key. */
@SuppressWarnings("unchecked")
final class KeyedTask implements Task {

    private final String name;
    private final KeyedCoProcessFunction<Object, Object, Object, Object> function;
    private final List<KeySelector<Object, Object>> keys;
    private final Out out;
    private final FunctionTask.Collected collected;
    private final KeyedState state;
    private final Timers timers;

    KeyedTask(Shape.Node node, Object function, Out out, VirtualTime time, Kept from) {
        this.name = node.name();
        this.function = (KeyedCoProcessFunction<Object, Object, Object, Object>) function;
        this.keys = node.keys();
        this.out = out;
        this.collected = new FunctionTask.Collected(out);
        this.state = from.state().copy();
        this.timers = new Timers(time, state::current, this::goOff);
        FunctionTask.open(name, this.function, new TaskContext(name, state));
        timers.restore(from.timers());
    }

    @Override
    public void process(int input, Object value) {
        try {
            state.current(keys.get(input - 1).getKey(value));
            if (input == 1) {
                function.processElement1(value, new Context(), collected);
            } else {
                function.processElement2(value, new Context(), collected);
            }
        } catch (Exception e) {
            throw new Failed(name, e);
        }
    }

    private void goOff(Object key, long atMillis) {
        try {
            state.current(key);
            function.onTimer(atMillis, new Context(), collected);
        } catch (Exception e) {
            throw new Failed(name, e);
        }
    }

    @Override
    public Kept keep() {
        return new Kept(state.copy(), timers.asked(), List.of(), 0);
    }

    int entries() {
        return state.entries() + timers.asked().size();
    }

    @Override
    public void close() {
        timers.cancelAll();
        FunctionTask.close(name, function);
    }

    /** Flink's context of a timer is one of a record, too. */
    private final class Context
            extends KeyedCoProcessFunction<Object, Object, Object, Object>.OnTimerContext {
        private Context() {
            function.super();
        }

        @Override
        @SuppressWarnings("NullAway") // there are no timestamps, as in the job
        public Long timestamp() {
            return null;
        }

        @Override
        public TimerService timerService() {
            return timers;
        }

        @Override
        public <X> void output(OutputTag<X> tag, X value) {
            out.emit(Optional.of(tag), value);
        }

        @Override
        public TimeDomain timeDomain() {
            return TimeDomain.PROCESSING_TIME;
        }

        @Override
        public Object getCurrentKey() {
            return state.current();
        }
    }
}
