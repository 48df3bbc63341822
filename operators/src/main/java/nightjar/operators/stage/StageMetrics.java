// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nightjar.model.Cause;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * What a stage tells of itself, in the group {@code stage.<name>}: gauges {@code waiting}, {@code
 * calling}, {@code inFlight}; histogram {@code latencyMs} (arrival to answer); counters {@code
 * done}, {@code retried}, {@code abandonedThreads}, {@code bugs}; by {@code cause}, {@code lost};
 * by {@code class}, {@code ignored}.
 */
final class StageMetrics {

    private static final int LATENCIES_KEPT = 1000;
    private static final int MOST_CLASSES = 32;

    final Counter retried;
    final Counter abandonedThreads;
    final Counter bugs;
    private final Counter done;
    private final Histogram latencyMs;
    private final MetricGroup group;
    private final Map<Cause, Counter> byCause = new ConcurrentHashMap<>();
    private final Map<String, Counter> ignored = new ConcurrentHashMap<>();

    StageMetrics(MetricGroup group) {
        this.group = group;
        done = counter(group, "done");
        retried = counter(group, "retried");
        abandonedThreads = counter(group, "abandonedThreads");
        bugs = counter(group, "bugs");
        latencyMs =
                group.histogram("latencyMs", new DescriptiveStatisticsHistogram(LATENCIES_KEPT));
        for (var cause : Cause.values()) {
            byCause.put(cause, lostCounter(cause));
        }
    }

    /** Shows the pool's load. */
    static void show(MetricGroup group, Calls<?, ?> calls) {
        group.gauge("waiting", (Gauge<Integer>) calls::waiting);
        group.gauge("calling", (Gauge<Integer>) calls::calling);
        group.gauge("inFlight", (Gauge<Integer>) calls::inFlight);
    }

    void answered(Outcome<?> answer, long tookMillis) {
        latencyMs.update(tookMillis);
        answer.match(value -> done.inc(), this::lost);
    }

    /** A loss that is none, IGNORABLE, is also counted by its class: the reason's first word. */
    private void lost(Loss loss) {
        byCause.computeIfAbsent(loss.cause(), this::lostCounter).inc();
        if (loss.cause() == Cause.IGNORABLE) {
            ignored(loss.why().split("\\W", 2)[0]).inc();
        }
    }

    private Counter ignored(String word) {
        var name = ignored.size() < MOST_CLASSES || ignored.containsKey(word) ? word : "other";
        return ignored.computeIfAbsent(name, it -> counter(group.addGroup("class", it), "ignored"));
    }

    private Counter lostCounter(Cause cause) {
        return counter(group.addGroup("cause", cause.name()), "lost");
    }

    private static Counter counter(MetricGroup group, String name) {
        return group.counter(name, new ThreadSafeSimpleCounter());
    }
}
