// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.runtime;

import java.util.Optional;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.Function;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFunction;
import org.apache.flink.api.common.functions.util.FunctionUtils;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** An operator without state: maps, flat maps, processes. */
@SuppressWarnings("unchecked")
final class FunctionTask implements Task {

    private final String name;
    private final Function function;
    private final Out out;
    private final Collected collected;
    private final Timers timers;

    FunctionTask(String name, Function function, Out out, VirtualTime time) {
        this.name = name;
        this.function = function;
        this.out = out;
        this.collected = new Collected(out);
        this.timers = new Timers(time, () -> "", (key, at) -> {});
        open(name, function, new TaskContext(name, new KeyedState()));
    }

    static void open(String name, Function function, TaskContext context) {
        FunctionUtils.setFunctionRuntimeContext(function, context);
        if (function instanceof RichFunction rich) {
            try {
                FunctionUtils.openFunction(rich, new Opening());
            } catch (Exception e) {
                throw new Failed(name, e);
            }
        }
    }

    private static final class Opening implements OpenContext {}

    static void close(String name, Function function) {
        try {
            FunctionUtils.closeFunction(function);
        } catch (Exception e) {
            throw new Failed(name, e);
        }
    }

    @Override
    public void process(int input, Object value) {
        try {
            if (function instanceof MapFunction<?, ?> map) {
                out.emit(Optional.empty(), ((MapFunction<Object, Object>) map).map(value));
            } else if (function instanceof FlatMapFunction<?, ?> flat) {
                ((FlatMapFunction<Object, Object>) flat).flatMap(value, collected);
            } else {
                var process = (ProcessFunction<Object, Object>) function;
                process.processElement(value, new Context(process), collected);
            }
        } catch (Exception e) {
            throw new Failed(name, e);
        }
    }

    @Override
    public Kept keep() {
        return Kept.nothing();
    }

    @Override
    public void close() {
        close(name, function);
    }

    /** Passes on what a function collects. */
    record Collected(Out out) implements Collector<Object> {
        @Override
        public void collect(Object value) {
            out.emit(Optional.empty(), value);
        }

        @Override
        public void close() {}
    }

    private final class Context extends ProcessFunction<Object, Object>.Context {
        private Context(ProcessFunction<Object, Object> process) {
            process.super();
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
    }
}
