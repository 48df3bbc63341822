// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import nightjar.model.Committed;
import nightjar.model.PackedAlert;
import nightjar.model.Stored;
import nightjar.model.port.HandOver;
import nightjar.model.port.Placement;
import nightjar.model.port.Plans;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two colours: a job takes its lineage from one that still runs. */
@SuppressWarnings("try") // closing a harness may be interrupted, which fails the test
class TenureTest {

    private static final List<Long> SINCE = new CopyOnWriteArrayList<>();
    private static final AtomicReference<String> SUCCESSOR = new AtomicReference<>("");

    private static final List<String> OPENED = new CopyOnWriteArrayList<>();

    @BeforeEach
    void alone() {
        SINCE.clear();
        SUCCESSOR.set("");
    }

    @Test
    void whatTheJobBeforeAnnouncedIsLeftOut() throws Exception {
        try (var green = new Harness()) {
            green.open();
            var plan = new Stored("a", "0".repeat(64), 1000);
            green.processElement(new Committed(Night.detector(4), 1, plan, 3, 0, 0), 0);

            assertThat(green.extractOutputValues())
                    .extracting(PackedAlert::diaSourceId)
                    .containsExactly(1000L, 1002L);
        }
    }

    @Test
    void aJobKnowsWhenTheStateWasSavedThatItBeginsFrom() throws Exception {
        OperatorSubtaskState state;
        long before = System.currentTimeMillis();
        try (var blue = new Harness()) {
            blue.open();
            state = blue.snapshot(3, 0);
        }
        try (var green = new Harness()) {
            green.initializeState(state);
            green.open();
        }
        assertThat(SINCE).hasSize(2).first().isEqualTo(0L);
        assertThat(SINCE.get(1)).isBetween(before, System.currentTimeMillis());
    }

    @Test
    void aJobThatHasASuccessorCompletesNoCheckpointAndEndsForGood() throws Exception {
        try (var blue = new Harness()) {
            blue.open();
            assertThatCode(() -> blue.snapshot(3, 0)).doesNotThrowAnyException();

            SUCCESSOR.set("green");

            assertThatThrownBy(() -> blue.snapshot(4, 0))
                    .hasRootCauseMessage(
                            "job green has taken this job's lineage over: this one ends")
                    .hasStackTraceContaining(SuppressRestartsException.class.getName());
        }
        var again = new Harness();
        assertThatThrownBy(again::open).isInstanceOf(SuppressRestartsException.class);
        again.close();
    }

    /**
     * Neighbours that nobody holds are closed: who asks whether there is a hand-over holds none.
     */
    @Test
    void whatIsHeldToTheEndIsOpenedFirst() throws Exception {
        OPENED.clear();
        var blue = new Harness();
        blue.open();
        assertThat(OPENED).containsExactly("plans", "hand-over");
        blue.close();
    }

    private static final class Harness
            extends OneInputStreamOperatorTestHarness<Committed, PackedAlert> {

        Harness() throws Exception {
            super(new ProcessOperator<>(new Announce(new FakeColour())));
        }
    }

    /** Static fields tell, since the operator gets a copy of it. */
    private static final class FakeColour implements AnnounceDoor {

        private static final long serialVersionUID = 1;

        @Override
        public Plans open(Placement placement) {
            OPENED.add("plans");
            return new FakePlans(0);
        }

        @Override
        public Optional<HandOver> handOver() {
            OPENED.add("hand-over");
            return Optional.of(
                    new HandOver() {
                        @Override
                        public Set<Long> take(String job, long sinceMillis) {
                            SINCE.add(sinceMillis);
                            return Set.of(1001L);
                        }

                        @Override
                        public Optional<String> successor(String job) {
                            return Optional.ofNullable(SUCCESSOR.get()).filter(it -> !it.isEmpty());
                        }

                        @Override
                        public void close() {}
                    });
        }
    }
}
