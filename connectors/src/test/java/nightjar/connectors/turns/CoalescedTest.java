// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CoalescedTest {

    private final Coalesced<Integer> coalesced = new Coalesced<>();
    private final AtomicInteger readings = new AtomicInteger();

    @Test
    void manyWhoAskDuringOneReadingShareTheNextAndNobodyIsToldOfOneThatBeganBefore()
            throws Exception {
        var inside = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var pool = Executors.newCachedThreadPool();
        try {
            var first = pool.submit(() -> coalesced.ask(() -> slowly(inside, goOn), soon()));
            inside.await();
            var asked = new CountDownLatch(20);
            var others = new ArrayList<Future<Outcome<Integer>>>();
            for (int i = 0; i < 20; i++) {
                others.add(
                        pool.submit(
                                () -> {
                                    asked.countDown();
                                    return coalesced.ask(this::read, soon());
                                }));
            }
            asked.await();
            goOn.countDown();

            assertThat(value(first)).isEqualTo(1);
            for (var other : others) {
                assertThat(value(other)).isBetween(2, 3);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void whoAsksLaterIsToldOfALaterReading() throws Exception {
        assertThat(coalesced.ask(this::read, soon()).asValue()).contains(1);
        assertThat(coalesced.ask(this::read, soon()).asValue()).contains(2);
    }

    private Outcome<Integer> read() {
        return Outcome.done(readings.incrementAndGet());
    }

    private Outcome<Integer> slowly(CountDownLatch inside, CountDownLatch goOn) {
        inside.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return read();
    }

    private static int value(Future<Outcome<Integer>> answer)
            throws InterruptedException, ExecutionException {
        return answer.get().asValue().orElseThrow();
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(20));
    }
}
