// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stage that finds two hundred questions at once, as after an outage, and asks one at a time. */
@Timeout(60)
@SuppressWarnings("try") // closing a harness may be interrupted, which fails the test
class BacklogTest {

    private static final int BACKLOG = 200;
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final FakePort port = new FakePort();
    private final FakeHands hands = new FakeHands();

    @Test
    void whatCanStillBeInTimeIsAskedByItsDeadlineThenTheOverdueNewestFirst() throws Exception {
        try (var stage = stage()) {
            stage.open();
            for (int question = 0; question < BACKLOG; question++) {
                hands.nowMillis = question;
                stage.processElement(Integer.toString(question), 0);
            }
            // The first is under way; those that came in the first 100 ms are overdue by now.
            hands.nowMillis = DEADLINE.toMillis() + 99;
            hands.workAll();

            var expected = new ArrayList<>(List.of(0));
            for (int inTime = 100; inTime < BACKLOG; inTime++) {
                expected.add(inTime);
            }
            for (int overdue = 99; overdue > 0; overdue--) {
                expected.add(overdue);
            }
            assertThat(port.asked()).map(Integer::valueOf).isEqualTo(expected);
            stage.endInput();
            assertThat(stage.extractOutputValues()).hasSize(BACKLOG);
        }
    }

    @Test
    void whatCameInOneMomentIsAskedAsItCameWhileInTimeAndNewestFirstWhenOverdue() throws Exception {
        try (var stage = stage()) {
            stage.open();
            for (int question = 0; question < BACKLOG; question++) {
                stage.processElement(Integer.toString(question), 0);
            }
            for (int inTime = 0; inTime < 50; inTime++) {
                hands.work();
            }
            hands.nowMillis = DEADLINE.toMillis();
            hands.workAll();

            var asked = port.asked().stream().map(Integer::valueOf).toList();
            // The one after the fiftieth had begun before the others were overdue.
            assertThat(asked.subList(0, 51)).isSorted().startsWith(0).endsWith(50);
            assertThat(asked.subList(51, BACKLOG)).startsWith(199, 198).endsWith(52, 51);
            assertThat(asked).doesNotHaveDuplicates();
            stage.endInput();
            assertThat(stage.extractOutputValues()).hasSize(BACKLOG);
        }
    }

    private OneInputStreamOperatorTestHarness<String, String> stage() throws Exception {
        Reply<String, String, String> reply =
                (question, answer, now) -> answer.fold(List::of, loss -> List.of());
        var limit = new Limit(BACKLOG, 1, DEADLINE, 1);
        var asking = Asking.of("stage", placement -> port, limit, reply, Types.STRING);
        var function = new AskFunction<String, String, String>(asking);
        function.with(stage -> hands);
        return new OneInputStreamOperatorTestHarness<>(
                new AsyncWaitOperatorFactory<>(function, 0, BACKLOG, OutputMode.UNORDERED),
                StringSerializer.INSTANCE);
    }

    /** One thread, that of the test, and a clock that it sets. */
    private static final class FakeHands implements Hands {

        private final Deque<FutureTask<?>> begun = new ArrayDeque<>();
        private long nowMillis;

        void work() {
            begun.remove().run();
        }

        void workAll() {
            while (!begun.isEmpty()) {
                work();
            }
        }

        @Override
        public Future<?> begin(Runnable work) {
            var task = new FutureTask<>(work, true);
            begun.add(task);
            return task;
        }

        @Override
        public Future<?> in(long millis, Runnable then) {
            return new FutureTask<>(then, true);
        }

        @Override
        public double spread() {
            return 0;
        }

        @Override
        public java.time.Instant instant() {
            return java.time.Instant.ofEpochMilli(nowMillis);
        }

        @Override
        public void close() {}
    }
}
