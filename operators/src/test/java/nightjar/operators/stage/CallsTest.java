// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Placement;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallsTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final BackOff AT_ONCE = new BackOff(Duration.ofMillis(1), Duration.ofMillis(2));
    private static final Loss TRANSIENT = Loss.transientTrouble("hiccup");
    private static final Loss RETRIABLE = new Loss(Ending.FAILED, Cause.RETRIABLE, "not yet");

    private final FakePort port = new FakePort();
    private final List<Calls<String, String>> opened = new ArrayList<>();

    @AfterEach
    void close() {
        port.released.countDown();
        opened.forEach(Calls::close);
    }

    @Test
    void asksNoMoreAtOnceThanItsLimit() throws Exception {
        port.held("a").held("b").held("c");
        var calls = calls(2, LONG, 1, AT_ONCE);
        var answers = List.of(ask(calls, "a"), ask(calls, "b"), ask(calls, "c"));

        port.entered.acquire(2);
        assertThat(calls.calling()).isEqualTo(2);
        assertThat(calls.waiting()).isEqualTo(1);
        assertThat(calls.inFlight()).isEqualTo(3);
        assertThat(port.asked()).hasSize(2);
        port.released.countDown();

        for (var answer : answers) {
            assertThat(done(answer)).isTrue();
        }
        assertThat(port.asked()).containsExactlyInAnyOrder("a", "b", "c").endsWith("c");
    }

    @Test
    void asksAgainAfterTransientTroubleHoweverFewAttemptsAreAllowed() throws Exception {
        port.when("a", time -> time < 5 ? Outcome.lost(TRANSIENT) : Outcome.done("a"));

        assertThat(done(ask(calls(1, LONG, 1, AT_ONCE), "a"))).isTrue();

        assertThat(port.times("a")).isEqualTo(5);
    }

    @Test
    void asksWhatIsRetriableAsOftenAsAllowed() throws Exception {
        port.when("a", time -> Outcome.lost(RETRIABLE));

        var loss = loss(ask(calls(1, LONG, 3, AT_ONCE), "a"));

        assertThat(port.times("a")).isEqualTo(3);
        assertThat(loss.why()).startsWith("not yet (given up after 3 tries");
    }

    @Test
    void neverAsksAgainWhatMustNotBe() throws Exception {
        port.when("a", time -> Outcome.lost(Loss.failed("half done")));
        port.when("b", time -> Outcome.lost(new Loss(Ending.FAILED, Cause.POISON, "bad")));
        var calls = calls(1, LONG, 10, AT_ONCE);

        assertThat(loss(ask(calls, "a")).why()).isEqualTo("half done");
        assertThat(loss(ask(calls, "b")).cause()).isEqualTo(Cause.POISON);

        assertThat(port.asked()).containsExactly("a", "b");
    }

    @Test
    void whoWaitsToBeAskedAgainHoldsNoThread() throws Exception {
        port.when("a", time -> Outcome.lost(TRANSIENT));
        var calls = calls(1, LONG, 1, new BackOff(Duration.ofMinutes(1), Duration.ofMinutes(1)));
        var first = ask(calls, "a");
        port.entered.acquire();

        assertThat(done(ask(calls, "b"))).isTrue();

        assertThat(first).isNotDone();
        assertThat(calls.calling()).isZero();
        assertThat(calls.inFlight()).isEqualTo(1);
    }

    @Test
    void interruptsWhatOutlivesItsDeadlineAndGoesOnWithTheNext() throws Exception {
        var interrupted = new CountDownLatch(1);
        port.when(
                "a",
                time -> {
                    try {
                        port.released.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                    return Outcome.done("a");
                });
        var calls = calls(1, SHORT, 1, AT_ONCE);

        var loss = loss(ask(calls, "a"));

        assertThat(loss.ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(loss.cause()).isEqualTo(Cause.TIMED_OUT);
        assertThat(interrupted.await(30, SECONDS)).isTrue();
        assertThat(done(ask(calls, "b"))).isTrue();
    }

    @Test
    void replacesAThreadThatDoesNotHeedInterruption() throws Exception {
        port.when("hung", time -> uninterruptibly("hung"));
        var calls = calls(1, SHORT, 1, AT_ONCE);

        assertThat(loss(ask(calls, "hung")).ending()).isEqualTo(Ending.TIMED_OUT);

        assertThat(done(ask(calls, "next"))).isTrue();
        assertThat(port.released.getCount()).as("the hung call still hangs").isEqualTo(1);
    }

    @Test
    void endsAsItsLastLossWouldHaveWhenTimeRunsOut() throws Exception {
        var held = new Loss(Ending.SUPPRESSED, Cause.TRANSIENT, "Sattle is down");
        port.when("a", time -> Outcome.lost(held));
        port.when("b", time -> time == 1 ? Outcome.lost(held) : uninterruptibly("b"));

        assertThat(loss(ask(calls(1, SHORT, 1, AT_ONCE), "a")).ending())
                .isEqualTo(Ending.SUPPRESSED);
        assertThat(loss(ask(calls(1, SHORT, 1, AT_ONCE), "b")))
                .satisfies(
                        loss -> {
                            assertThat(loss.ending()).isEqualTo(Ending.SUPPRESSED);
                            assertThat(loss.why()).contains("Sattle is down");
                        });
    }

    @Test
    void theTimeOfWhatWaitsItsTurnDoesNotRun() throws Exception {
        port.when("slow", time -> uninterruptibly("slow"));
        var calls = calls(1, SHORT, 1, AT_ONCE);
        var slow = ask(calls, "slow");
        port.entered.acquire();
        var patient = ask(calls, "patient");
        assertThat(loss(slow).ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(patient).as("its thread is still taken").isNotDone();

        assertThat(done(patient)).isTrue();
    }

    @Test
    void aBugCostsTheQuestionThatMeetsItAfterAFewTries() throws Exception {
        port.when(
                "a",
                time -> {
                    throw new IllegalStateException("a secret of the night");
                });
        var answer = ask(calls(1, LONG, 3, AT_ONCE), "a");

        var loss = loss(answer);
        assertThat(loss.ending()).isEqualTo(Ending.FAILED);
        assertThat(loss.why())
                .startsWith("a bug in closing: IllegalStateException")
                .doesNotContain("secret");
        assertThat(port.times("a")).isEqualTo(3);
    }

    @Test
    void anErrorIsTheTasks() {
        port.when(
                "a",
                time -> {
                    throw new LinkageError("a bug");
                });
        var answer = ask(calls(1, LONG, 9, AT_ONCE), "a");

        assertThat(answer)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("a bug");
        assertThat(port.times("a")).isEqualTo(1);
    }

    @Test
    void closesItsPortAndLeavesNoThreadBehind() throws Exception {
        port.held("a");
        var calls = calls(3, LONG, 1, AT_ONCE);
        var answer = ask(calls, "a");
        port.entered.acquire();

        calls.close();

        assertThat(port.closed.getCount()).isZero();
        assertThat(answer).isNotDone();
        // An executor has ended a moment before its last thread has.
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("closing-")) {
                thread.join(10_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    private Calls<String, String> calls(
            int threads, Duration deadline, int attempts, BackOff backOff) {
        var limit = new Limit(100, threads, deadline, attempts);
        var asking =
                new Asking<String, String, String>(
                        "closing",
                        placement -> port,
                        limit,
                        backOff,
                        (question, firstAsked) -> firstAsked + deadline.toMillis(),
                        (question, answer, now) -> List.of(),
                        Types.STRING);
        var metrics = new StageMetrics(new UnregisteredMetricsGroup());
        var calls =
                new Calls<>(
                        asking,
                        new Placement("closing", 0, 1),
                        metrics,
                        new MachineHands("closing-0"));
        opened.add(calls);
        return calls;
    }

    private static CompletableFuture<Outcome<String>> ask(
            Calls<String, String> calls, String question) {
        var answer = new CompletableFuture<Outcome<String>>();
        calls.ask(question, answer::complete, answer::completeExceptionally);
        return answer;
    }

    private Outcome<String> uninterruptibly(String answer) {
        while (true) {
            try {
                port.released.await();
                return Outcome.done(answer);
            } catch (InterruptedException e) {
                // a library that swallows interruption
            }
        }
    }

    private static boolean done(CompletableFuture<Outcome<String>> answer) throws Exception {
        return answer.get(30, SECONDS).isDone();
    }

    private static Loss loss(CompletableFuture<Outcome<String>> answer) throws Exception {
        return answer.get(30, SECONDS).asLoss().orElseThrow();
    }
}
