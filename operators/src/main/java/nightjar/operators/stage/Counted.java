// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What a stage counts, by name, in the metric group {@code stage.<name>}; used by one thread. */
public final class Counted {

    private static final int VALUES_KEPT = 1000;

    private final MetricGroup group;
    private final Map<String, Counter> counters = new HashMap<>();

    private Counted(MetricGroup group) {
        this.group = group;
    }

    /** Counters of this stage; those named here show 0 from the start. */
    public static Counted of(RuntimeContext context, String stage, String... names) {
        var counted = new Counted(context.getMetricGroup().addGroup("stage", stage));
        for (var name : names) {
            counted.counter(name);
        }
        return counted;
    }

    public void one(String name) {
        counter(name).inc();
    }

    public void add(String name, long count) {
        counter(name).inc(count);
    }

    /** The distribution of the last thousand values, beside the counters. */
    public Histogram spread(String name) {
        return group.histogram(name, new DescriptiveStatisticsHistogram(VALUES_KEPT));
    }

    private Counter counter(String name) {
        return counters.computeIfAbsent(name, group::counter);
    }
}
