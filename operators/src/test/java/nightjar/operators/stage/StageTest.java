// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pool inside Flink's asynchronous operator. */
@Timeout(60)
@SuppressWarnings("try") // closing a harness may be interrupted, which fails the test
class StageTest {

    @Test
    void asksAgainAfterARestoreWhatWasInFlightAndOnlyThat() throws Exception {
        var before = new FakePort().held("in flight").held("waiting");
        var after = new FakePort();
        try (var first = harness(before)) {
            first.open();
            first.processElement("answered", 0);
            first.processElement("in flight", 0);
            first.processElement("waiting", 0);
            before.entered.acquire(2);
            // The first answer lies in the mailbox until the operator has time for it.
            first.getTaskMailbox().take(0).run();
            var snapshot = first.snapshot(1, 1);

            try (var second = harness(after)) {
                second.initializeState(snapshot);
                second.open();
                second.endInput();

                assertThat(first.extractOutputValues()).containsExactly("answered");
                assertThat(second.extractOutputValues())
                        .containsExactlyInAnyOrder("in flight", "waiting");
            }
        }
        assertThat(after.asked()).containsExactlyInAnyOrder("in flight", "waiting");
        assertThat(before.closed.getCount()).isZero();
    }

    @Test
    void anErrorInAPortFailsTheTask() throws Exception {
        var port =
                new FakePort()
                        .when(
                                "a",
                                time -> {
                                    throw new LinkageError("a bug");
                                });
        try (var harness = harness(port)) {
            harness.getEnvironment().setExpectedExternalFailureCause(Throwable.class);
            harness.open();
            harness.processElement("a", 0);
            harness.endInput();

            assertThat(harness.getEnvironment().getActualExternalFailureCause())
                    .hasValueSatisfying(
                            cause -> assertThat(cause).hasStackTraceContaining("a bug"));
        }
    }

    private static OneInputStreamOperatorTestHarness<String, String> harness(FakePort port)
            throws Exception {
        Reply<String, String, String> reply =
                (question, answer, now) -> answer.fold(List::of, loss -> List.of());
        var limit = new Limit(10, 1, Duration.ofMinutes(1), 1);
        var asking = Asking.of("stage", placement -> port, limit, reply, Types.STRING);
        return new OneInputStreamOperatorTestHarness<>(
                new AsyncWaitOperatorFactory<>(
                        new AskFunction<String, String, String>(asking),
                        0,
                        10,
                        OutputMode.UNORDERED),
                StringSerializer.INSTANCE);
    }
}
