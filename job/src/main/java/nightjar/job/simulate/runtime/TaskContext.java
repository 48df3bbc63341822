// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.runtime;

import java.util.Map;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.TaskInfoImpl;
import org.apache.flink.api.common.functions.util.RuntimeUDFContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** What a function may ask of the task it runs in. */
final class TaskContext extends RuntimeUDFContext {

    private static final int MAX_PARALLELISM = 128;

    private final KeyedState state;

    TaskContext(String name, KeyedState state) {
        super(
                new TaskInfoImpl(name, MAX_PARALLELISM, 0, 1, 0),
                TaskContext.class.getClassLoader(),
                new ExecutionConfig(),
                Map.of(),
                Map.of(),
                UnregisteredMetricsGroup.createOperatorMetricGroup());
        this.state = state;
    }

    @Override
    public <T> ValueState<T> getState(ValueStateDescriptor<T> descriptor) {
        return state.value(descriptor.getName());
    }

    @Override
    public <K, V> MapState<K, V> getMapState(MapStateDescriptor<K, V> descriptor) {
        return state.map(descriptor.getName());
    }
}
