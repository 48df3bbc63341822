// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.ImageWorkers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkerPoolTest {

    private final Path work;
    private final WorkerPool pool = new WorkerPool(settings(1, "behave"));

    WorkerPoolTest(@TempDir Path work) {
        this.work = work;
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void noWorkerIsStartedBeforeItIsNeeded() {
        assertThat(pool.counts().started()).isZero();
    }

    @Test
    void aSummaryIsReadWithItsFigures() throws Exception {
        var summary = difference("r").asValue().orElseThrow();

        assertThat(summary.midpointMjdTai()).isEqualTo(61364.25);
        assertThat(summary.cornersDeg()).containsExactly(10., -5., 11., -5., 11., -4., 10., -4.);
        assertThat(summary.sources()).isEqualTo(3);
        assertThat(summary.flags()).containsExactly("CONSTANT_PSF");
        assertThat(summary.figures()).containsEntry("seconds.total", 1.5);
        assertThat(summary.figures()).containsEntry("fwhmScience", Double.NaN);
    }

    @Test
    void aWorkerIsKeptWarm() throws Exception {
        assertThat(pid("r")).isEqualTo(pid("i"));
        assertThat(pool.counts()).isEqualTo(new WorkerCounts(1, 0, 0));
    }

    @Test
    void forcedPhotometryIsWhereTheWorkerLeftIt() throws Exception {
        var forced = pool.force(work, work.resolve("positions.csv"), soon()).asValue();

        assertThat(forced).contains(work.resolve("forced.csv"));
        assertThat(Files.readString(forced.orElseThrow())).isEqualTo("h\n");
    }

    @Test
    void aPoisonousImageCostsItselfAndNotTheWorker() throws Exception {
        long before = pid("r");

        var loss = lossOf("truncated");

        assertThat(loss)
                .isEqualTo(
                        new Loss(
                                Ending.FAILED,
                                Cause.POISON,
                                "TRUNCATED: the file ends at byte 5760"));
        assertThat(lossOf("no-wcs").cause()).isEqualTo(Cause.INVALID);
        assertThat(pid("r")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"crash", "garbage", "endless", "other"})
    void aWorkerThatBreaksCostsOneRequestAndIsReplaced(String how) throws Exception {
        long before = pid("r");

        assertThat(lossOf(how).cause()).isEqualTo(Cause.RETRIABLE);

        assertThat(pid("r")).isNotEqualTo(before);
        assertThat(pool.counts().started()).isEqualTo(2);
        assertThat(pool.counts().died() + pool.counts().killed()).isEqualTo(1);
        gone(before);
    }

    @Test
    void aWorkerThatRanOutOfMemoryIsSaidToHave() throws Exception {
        assertThat(lossOf("memory").why()).contains("out of memory").doesNotContain("heap space");
    }

    @Test
    void aWorkerThatObeysACancelIsKept() throws Exception {
        long before = pid("r");

        var loss = within("obedient", Duration.ofSeconds(4)).asLoss().orElseThrow();

        assertThat(loss.ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(loss.cause()).isEqualTo(Cause.TIMED_OUT);
        assertThat(pid("r")).isEqualTo(before);
    }

    @Test
    void aWorkerThatHangsIsKilledAtTheDeadlineAndReplaced() throws Exception {
        long before = pid("r");

        var loss = within("hang", Duration.ofSeconds(1)).asLoss().orElseThrow();

        assertThat(loss.ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(loss.why()).contains("kernel");
        gone(before);
        assertThat(pid("r")).isNotEqualTo(before);
        assertThat(pool.counts().killed()).isEqualTo(1);
    }

    @Test
    void anInterruptedWaitFreesTheWorkerForTheNext() throws Exception {
        pid("r");
        var waiting = new CompletableFuture<Throwable>();
        var thread =
                new Thread(
                        () -> {
                            try {
                                waiting.complete(
                                        new AssertionError(within("hang", Duration.ofMinutes(5))));
                            } catch (InterruptedException e) {
                                waiting.complete(e);
                            }
                        });
        thread.start();

        thread.interrupt();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(pid("r")).isPositive();
    }

    @Test
    void aRequestThatFindsNoFreeWorkerTimesOut() throws Exception {
        pid("r");
        var hanging = CompletableFuture.supplyAsync(() -> quietly("hang"));

        String why;
        do {
            why = within("r", Duration.ofMillis(50)).asLoss().map(Loss::why).orElse("");
        } while (!why.contains("none of 1 image workers"));

        assertThat(hanging.get(30, TimeUnit.SECONDS).isDone()).isFalse();
    }

    @Test
    void aCommandThatDoesNotExistIsTransientTroubleWithAHint() throws Exception {
        try (var none = new WorkerPool(WorkerSettings.of(List.of("/no/such/worker"), 1))) {
            var loss = none.difference(request("r"), soon()).asLoss().orElseThrow();

            assertThat(loss.cause()).isEqualTo(Cause.TRANSIENT);
            assertThat(loss.why()).contains("imaging.command");
        }
    }

    @Test
    void aWorkerThatNeverBecomesReadyIsKilled() throws Exception {
        try (var mute = new WorkerPool(settings(1, "mute"))) {
            var deadline = Deadline.in(Duration.ofSeconds(1));
            assertThat(mute.difference(request("r"), deadline).isDone()).isFalse();
            assertThat(mute.counts().killed()).isEqualTo(1);
        }
    }

    @Test
    void aClosedPoolLeavesNoProcess() throws Exception {
        long worker = pid("r");

        pool.close();

        gone(worker);
    }

    private Outcome<ImageWorkers.Summary> quietly(String band) {
        try {
            return within(band, Duration.ofSeconds(4));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long pid(String band) throws InterruptedException {
        return difference(band)
                .asValue()
                .orElseThrow()
                .figures()
                .getOrDefault("pid", 0.0)
                .longValue();
    }

    private Loss lossOf(String band) throws InterruptedException {
        return difference(band).asLoss().orElseThrow();
    }

    private Outcome<ImageWorkers.Summary> difference(String band) throws InterruptedException {
        return pool.difference(request(band), soon());
    }

    private Outcome<ImageWorkers.Summary> within(String band, Duration time)
            throws InterruptedException {
        return pool.difference(request(band), Deadline.in(time));
    }

    private ImageWorkers.Request request(String band) {
        return new ImageWorkers.Request(
                2026112000012L,
                4,
                band,
                List.of(work.resolve("snap.fits")),
                List.of(work.resolve("template.fits")),
                List.of(),
                work);
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(30));
    }

    private static void gone(long pid) throws Exception {
        var handle = ProcessHandle.of(pid);
        if (handle.isPresent()) {
            handle.get().onExit().get(10, TimeUnit.SECONDS);
        }
    }

    private static WorkerSettings settings(int workers, String mode) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command =
                List.of(
                        java,
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FakeWorker.class.getName(),
                        mode);
        return new WorkerSettings(
                command, Map.of(), workers, Duration.ofSeconds(20), Duration.ofSeconds(1));
    }
}
