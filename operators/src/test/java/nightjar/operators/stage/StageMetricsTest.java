// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class StageMetricsTest {

    private final Map<String, Counter> counters = new TreeMap<>();
    private final StageMetrics metrics = new StageMetrics(new FakeGroup(""));

    @Test
    void countsAnswersAndLossesByCauseFromZero() {
        assertThat(count("lost.cause.TRANSIENT")).isZero();

        metrics.answered(Outcome.done("a"), 5);
        metrics.answered(Outcome.lost(Loss.transientTrouble("hiccup")), 5);
        metrics.answered(Outcome.lost(new Loss(Ending.FAILED, Cause.POISON, "bad")), 5);

        assertThat(count("done")).isEqualTo(1);
        assertThat(count("lost.cause.TRANSIENT")).isEqualTo(1);
        assertThat(count("lost.cause.POISON")).isEqualTo(1);
    }

    @Test
    void countsWhatIsOfNoInterestByItsClassButNotByMoreClassesThanAScreenHolds() {
        metrics.answered(Outcome.lost(Loss.ignored("guider: R00_SG0")), 5);
        metrics.answered(Outcome.lost(Loss.ignored("guider of another")), 5);
        for (int i = 0; i < 100; i++) {
            metrics.answered(Outcome.lost(Loss.ignored("class" + i)), 5);
        }

        assertThat(count("ignored.class.guider")).isEqualTo(2);
        assertThat(count("ignored.class.other")).isEqualTo(100 - 31);
    }

    private long count(String name) {
        return requireNonNull(counters.get(name), name).getCount();
    }

    /** Remembers counters by their name and group. */
    private final class FakeGroup extends UnregisteredMetricsGroup {

        private final String suffix;

        FakeGroup(String suffix) {
            this.suffix = suffix;
        }

        @Override
        public <C extends Counter> C counter(String name, C counter) {
            counters.put(name + suffix, counter);
            return counter;
        }

        @Override
        public MetricGroup addGroup(String key, String value) {
            return new FakeGroup(suffix + "." + key + "." + value);
        }
    }
}
