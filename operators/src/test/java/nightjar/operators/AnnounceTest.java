// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import nightjar.model.Cause;
import nightjar.model.Committed;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.PackedAlert;
import nightjar.model.Quarantined;
import nightjar.model.Stored;
import nightjar.model.port.CompletedCheckpoints;
import nightjar.model.port.Placement;
import nightjar.model.port.Plans;
import nightjar.operators.stage.BackOff;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // closing a harness may be interrupted, which fails the test
class AnnounceTest {

    @Test
    void passesOnTheAlertsOfThePlanOneByOneInOrder() throws Exception {
        try (var told = tell(0, committed("a", 3))) {
            var alerts = told.extractOutputValues();
            assertThat(alerts)
                    .extracting(PackedAlert::diaSourceId)
                    .containsExactly(1000L, 1001L, 1002L);
            assertThat(alerts.get(2).value()).containsExactly(2);
        }
    }

    @Test
    void passesOnRecordAndAlertsOnceThoughReadingBreaksOffAndBeginsAgain() throws Exception {
        try (var told = tell(3, committed("a", 3))) {
            assertThat(told.extractOutputValues())
                    .extracting(PackedAlert::diaSourceId)
                    .containsExactly(1000L, 1001L, 1002L);
            assertThat(records(told)).containsExactly("from a");
        }
    }

    @Test
    void quarantinesAPlanThatHoldsOtherThanWhatWasCommittedAndGoesOn() throws Exception {
        try (var told = tell(0, committed("a", 4))) {
            assertThat(quarantined(told))
                    .singleElement()
                    .satisfies(it -> assertThat(it.topic()).isEqualTo("a"))
                    .extracting(Quarantined::reason, STRING)
                    .contains("holds 3 alerts where its commit told of 4");
            assertThat(told.getSideOutput(Announce.TOLD)).as("nothing is measured").isNull();
            told.processElement(committed("b", 3), 1);
            assertThat(told.extractOutputValues()).hasSize(6);
        }
    }

    @Test
    void tellsWhenTheAlertsOfThePlanWereGivenAway() throws Exception {
        long before = System.currentTimeMillis();
        try (var told = tell(3, committed("a", 3))) {
            var ends = told.getSideOutput(Announce.TOLD);
            assertThat(ends).hasSize(1);
            var end = ends.peek().getValue();
            assertThat(end.key()).isEqualTo(Night.detector(4));
            assertThat(end.alerts()).isEqualTo(3);
            assertThat(end.beganMillis()).isGreaterThanOrEqualTo(before);
            assertThat(end.endedMillis()).isBetween(end.beganMillis(), System.currentTimeMillis());
        }
    }

    @Test
    void tellsNoRecordWhereNothingIsExported() throws Exception {
        try (var told = tell(0, committed("", 3))) {
            assertThat(records(told)).isEmpty();
        }
    }

    @Test
    void handsBackAPlanThatIsDamagedAtOnceAndOneThatStaysAwayInTheEnd() throws Exception {
        var tries = new AtomicInteger();
        var damaged = Outcome.<Integer>lost(Loss.failed("it is damaged"));
        var gone =
                Outcome.<Integer>lost(
                        new Loss(Ending.FAILED, Cause.RETRIABLE, "not found: file:///plan"));

        var first = reading().read(committed("a", 1), () -> counted(tries, damaged));
        assertThat(first).isEqualTo(damaged);
        assertThat(tries).hasValue(1);

        assertThat(reading().read(committed("a", 1), () -> counted(tries, gone))).isEqualTo(gone);
        assertThat(tries).hasValueGreaterThan(2);
    }

    private static <T> Outcome<T> counted(AtomicInteger tries, Outcome<T> answer) {
        tries.incrementAndGet();
        return answer;
    }

    private static PlanReading reading() {
        var soon = new BackOff(Duration.ofMillis(1), Duration.ofMillis(1));
        return new PlanReading(soon, Duration.ofMillis(20));
    }

    @Test
    void completeCheckpointsAreToldOf() throws Exception {
        FakeNotes.TOLD.clear();
        var door = new FakeNotes();
        var harness =
                new OneInputStreamOperatorTestHarness<Committed, PackedAlert>(
                        new ProcessOperator<>(new Announce(door)));
        harness.open();
        harness.snapshot(7, 0);
        harness.notifyOfCompletedCheckpoint(7);

        assertThat(FakeNotes.TOLD).as("a start from nothing, then 7").containsExactly(0L, 7L);
        harness.close();
    }

    @Test
    void anOlderCheckpointThanTheLineagesNewestIsRefusedForGood() throws Exception {
        var first =
                new OneInputStreamOperatorTestHarness<Committed, PackedAlert>(
                        new ProcessOperator<>(new Announce(new FakeNotes())));
        first.open();
        var state = first.snapshot(FakeNotes.NEWEST, 0);
        first.close();

        started(state, FakeNotes.NEWEST).close();
        assertThatThrownBy(() -> started(state, FakeNotes.NEWEST - 1))
                .isInstanceOf(SuppressRestartsException.class)
                .hasStackTraceContaining("announced again");
    }

    private static OneInputStreamOperatorTestHarness<Committed, PackedAlert> started(
            OperatorSubtaskState state, long checkpoint) throws Exception {
        var again =
                new OneInputStreamOperatorTestHarness<Committed, PackedAlert>(
                        new ProcessOperator<>(new Announce(new FakeNotes())));
        again.setRestoredCheckpointId(checkpoint);
        again.initializeState(state);
        again.open();
        return again;
    }

    /** Keeps what it is told; static, since the operator gets a copy of it. */
    private static final class FakeNotes implements AnnounceDoor {
        private static final long serialVersionUID = 1;
        static final long NEWEST = 5;
        static final List<Long> TOLD = new java.util.concurrent.CopyOnWriteArrayList<>();

        @Override
        public Plans open(Placement placement) {
            return new FakePlans(0);
        }

        @Override
        public CompletedCheckpoints checkpoints() {
            return new CompletedCheckpoints() {
                @Override
                public void begun() {
                    TOLD.add(0L);
                }

                @Override
                public void completed(long number) {
                    TOLD.add(number);
                }

                @Override
                public java.util.OptionalLong newest() {
                    return java.util.OptionalLong.of(NEWEST);
                }

                @Override
                public void close() {}
            };
        }
    }

    @Test
    void failsTheJobInsteadOfSkippingAPlanWhoseStoreRefuses() {
        var refused = new Loss(Ending.FAILED, Cause.RETRIABLE, "S3 answered 403 for file:///plan");

        assertThatThrownBy(
                        () ->
                                reading()
                                        .read(
                                                committed("file:///plan", 1),
                                                () -> Outcome.lost(refused)))
                .isInstanceOf(UnreadablePlanException.class)
                .hasMessageContaining("403");
    }

    @Test
    void failsTheJobInsteadOfSkippingAPlanWhoseStoreIsAway() {
        var reading = reading();

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

    private static OneInputStreamOperatorTestHarness<Committed, PackedAlert> tell(
            int failures, Committed committed) throws Exception {
        var announce = new Announce(placement -> new FakePlans(failures));
        var harness =
                new OneInputStreamOperatorTestHarness<Committed, PackedAlert>(
                        new ProcessOperator<>(announce));
        harness.open();
        harness.processElement(committed, 0);
        return harness;
    }

    private static List<Quarantined> quarantined(OneInputStreamOperatorTestHarness<?, ?> harness) {
        return harness.getSideOutput(Announce.QUARANTINED).stream()
                .map(record -> record.getValue())
                .toList();
    }

    private static List<String> records(OneInputStreamOperatorTestHarness<?, ?> harness) {
        var records = harness.getSideOutput(Announce.RECORDS);
        return records == null
                ? List.of()
                : records.stream().map(record -> record.getValue()).toList();
    }
}
