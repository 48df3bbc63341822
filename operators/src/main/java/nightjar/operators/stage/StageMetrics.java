// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.util.EnumMap;
import java.util.Map;
import nightjar.model.Cause;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * What a stage tells of itself, in the group {@code stage.<name>}: gauges {@code waiting}, {@code
 * calling}, {@code inFlight}; histogram {@code latencyMs} (arrival to answer); counters {@code
 * done}, {@code retried}, {@code abandonedThreads} and, by {@code cause}, {@code lost}.
 */
final class StageMetrics {

    private static final int LATENCIES_KEPT = 1000;

    final Counter done;
    final Counter retried;
    final Counter abandonedThreads;
    final Histogram latencyMs;
    private final Map<Cause, Counter> lost = new EnumMap<>(Cause.class);

    StageMetrics(MetricGroup group) {
        done = group.counter("done", new ThreadSafeSimpleCounter());
        retried = group.counter("retried", new ThreadSafeSimpleCounter());
        abandonedThreads = group.counter("abandonedThreads", new ThreadSafeSimpleCounter());
        latencyMs =
                group.histogram("latencyMs", new DescriptiveStatisticsHistogram(LATENCIES_KEPT));
        for (var cause : Cause.values()) {
            var counter = new ThreadSafeSimpleCounter();
            lost.put(cause, group.addGroup("cause", cause.name()).counter("lost", counter));
        }
    }

    /** Shows the pool's load. */
    static void show(MetricGroup group, Calls<?, ?> calls) {
        group.gauge("waiting", (Gauge<Integer>) calls::waiting);
        group.gauge("calling", (Gauge<Integer>) calls::calling);
        group.gauge("inFlight", (Gauge<Integer>) calls::inFlight);
    }

    Counter lost(Cause cause) {
        return java.util.Objects.requireNonNull(lost.get(cause));
    }
}
