// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import nightjar.model.Committed;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.PackedAlert;
import nightjar.model.Stored;
import nightjar.operators.stage.BackOff;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.streaming.api.operators.StreamFlatMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // closing a harness may be interrupted, which fails the test
class AnnounceTest {

    @Test
    void passesOnTheAlertsOfThePlanOneByOneInOrder() throws Exception {
        var alerts = run(new Announce.Alerts(placement -> new FakePlans(0)), committed("a", 3));

        assertThat(alerts)
                .extracting(PackedAlert::diaSourceId)
                .containsExactly(1000L, 1001L, 1002L);
        assertThat(alerts.get(2).value()).containsExactly(2);
    }

    @Test
    void passesOnEachAlertOnceThoughReadingBreaksOffAndBeginsAgain() throws Exception {
        var alerts = run(new Announce.Alerts(placement -> new FakePlans(3)), committed("a", 3));

        assertThat(alerts)
                .extracting(PackedAlert::diaSourceId)
                .containsExactly(1000L, 1001L, 1002L);
    }

    @Test
    void readsNoPlanThatHasNoAlerts() throws Exception {
        assertThat(run(new Announce.Alerts(placement -> new FakePlans(0)), committed("a", 0)))
                .isEmpty();
    }

    @Test
    void failsWhenThePlanHoldsOtherThanWhatWasCommitted() {
        assertThatThrownBy(
                        () ->
                                run(
                                        new Announce.Alerts(placement -> new FakePlans(0)),
                                        committed("a", 4)))
                .isInstanceOf(UnreadablePlanException.class)
                .hasMessageContaining("holds 3 alerts where its commit told of 4");
    }

    @Test
    void passesOnTheButlerRecordIfThereIsOne() throws Exception {
        var door = (AnnounceDoor) placement -> new FakePlans(1);

        assertThat(run(new Announce.Records(door), committed("file:///plan", 0)))
                .containsExactly("from file:///plan");
        assertThat(run(new Announce.Records(door), committed("", 0))).isEmpty();
    }

    @Test
    void failsTheJobInsteadOfSkippingAPlanThatStaysUnreadable() {
        var once = new BackOff(Duration.ofMillis(1), Duration.ofMillis(1));
        var reading = new PlanReading(once, Duration.ofMillis(20));

        assertThatThrownBy(
                        () ->
                                reading.read(
                                        committed("file:///plan", 1),
                                        () -> Outcome.lost(Loss.transientTrouble("store down"))))
                .isInstanceOf(UnreadablePlanException.class)
                .hasMessageContaining("file:///plan")
                .hasMessageContaining("store down");
    }

    private static Committed committed(String uri, int alerts) {
        var plan = new Stored(uri, "0".repeat(64), 1000);
        return new Committed(Night.detector(4), 1, plan, alerts, 0, 0);
    }

    private static <T> List<T> run(FlatMapFunction<Committed, T> function, Committed committed)
            throws Exception {
        try (var harness = new OneInputStreamOperatorTestHarness<>(new StreamFlatMap<>(function))) {
            harness.open();
            harness.processElement(committed, 0);
            return harness.extractOutputValues();
        }
    }
}
