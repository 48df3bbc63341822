// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.ImageWorkers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The reference worker in Python, as a real process with real images. Skipped, saying why, where
 * there is no Python or no PyPI.
 */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PythonWorkerIT {

    private static final Path ROOT = Path.of(System.getProperty("nightjar.root", ".."));
    private static final int SIDE = 256;

    private final Path folder;
    private final Path work;
    private WorkerPool pool = new WorkerPool(WorkerSettings.of(List.of("/unprepared"), 1));

    PythonWorkerIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.work = Files.createDirectories(folder.resolve("work"));
    }

    @BeforeEach
    void prepare() throws Exception {
        var payload = ROOT.resolve("sandbox/payload");
        var prepare =
                new ProcessBuilder(
                                payload.resolve("prepare.sh").toString(),
                                ROOT.resolve(".nightjar/payload").toString())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(prepare.getInputStream().readAllBytes(), UTF_8).strip();
        assumeThat(prepare.waitFor()).as(said).isZero();
        var worker = payload.resolve("worker.py").toString();
        pool =
                new WorkerPool(
                        new WorkerSettings(
                                List.of(said, worker, "--memory-mib", "2048"),
                                Map.of(),
                                1,
                                Duration.ofSeconds(60),
                                Duration.ofSeconds(4)));
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void itFindsTheOneNewSourceAndMeasuresItAgainWhereItIsTold() throws Exception {
        System.out.println("seed " + StarField.SEED);

        var summary = difference(SIDE).asValue().orElseThrow();

        assertThat(summary.sources()).isEqualTo(1);
        assertThat(summary.cornersDeg()).hasSize(8);
        assertThat(summary.midpointMjdTai()).isCloseTo(61364.25 + 15.0 / 86_400, within(1e-9));
        var row = table("diaSources.csv").get(0);
        assertThat(number(row, "x")).isCloseTo(StarField.NEW_X, within(0.2));
        assertThat(number(row, "y")).isCloseTo(StarField.NEW_Y, within(0.2));
        assertThat(number(row, "psfFlux")).isCloseTo(StarField.NEW_FLUX, within(900.0));
        assertThat(table("cutouts.csv")).hasSize(1);
        assertThat(table("footprints.csv")).hasSize(1);

        var positions =
                Files.writeString(
                        folder.resolve("positions.csv"),
                        "diaObjectId,ra,dec\n7,%s,%s\n8,10.0,-40.0\n"
                                .formatted(row.get("ra"), row.get("dec")));
        var forced = pool.force(work, positions, soon());
        assertThat(forced.isDone()).isTrue();
        var places = table("forced.csv");
        assertThat(places)
                .extracting(place -> place.get("inside"))
                .containsExactly("true", "false");
        assertThat(number(places.get(0), "psfFlux")).isCloseTo(StarField.NEW_FLUX, within(900.0));
        assertThat(number(places.get(1), "psfFlux")).isNaN();
    }

    @Test
    void whatIsWrongWithAnImageIsSaidAndCostsTheWorkerNothing() throws Exception {
        var template = StarField.template(folder.resolve("template.fits"), SIDE);
        var whole = Files.readAllBytes(StarField.science(folder.resolve("whole.fits"), SIDE));
        var part = Files.write(folder.resolve("part.fits"), Arrays.copyOf(whole, 70_000));
        var text = Files.writeString(folder.resolve("text.fits"), "404 Not Found");
        var vast = StarField.vast(folder.resolve("vast.fits"));

        assertThat(loss(part, template)).satisfies(poison("TRUNCATED"));
        assertThat(loss(text, template)).satisfies(poison("NOT_FITS"));
        assertThat(loss(vast, template)).satisfies(poison("TOO_LARGE"));
        assertThat(pool.counts()).isEqualTo(new WorkerCounts(1, 0, 0));
    }

    @Test
    void itObeysTheDeadlineAndIsKept() throws Exception {
        assertThat(difference(SIDE).isDone()).isTrue();

        var loss = ask(2048, Deadline.in(Duration.ofSeconds(8))).asLoss().orElseThrow();

        assertThat(loss.ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(difference(SIDE).isDone()).isTrue();
        assertThat(pool.counts().killed()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "KILL"})
    void aSignalInMidWorkCostsTheOneRequestWhichMayBeTriedAgain(String signal) throws Exception {
        assertThat(difference(SIDE).isDone()).isTrue();
        var worker = worker();
        var running = CompletableFuture.supplyAsync(() -> quietly(768));
        awaitBusy(worker);

        send(signal, worker);

        var loss = running.get(60, TimeUnit.SECONDS).asLoss().orElseThrow();
        assertThat(loss.cause()).isEqualTo(Cause.RETRIABLE);
        worker.onExit().get(20, TimeUnit.SECONDS);
        assertThat(difference(SIDE).isDone()).isTrue();
        assertThat(pool.counts().started()).isEqualTo(2);
    }

    @Test
    void oneThatHangsIsKilledAndReplaced() throws Exception {
        assertThat(difference(SIDE).isDone()).isTrue();
        send("STOP", worker());

        var loss = ask(SIDE, Deadline.in(Duration.ofSeconds(2))).asLoss().orElseThrow();

        assertThat(loss.ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(pool.counts().killed()).isEqualTo(1);
        assertThat(difference(SIDE).isDone()).isTrue();
    }

    @Test
    void aClosedPoolLeavesNoProcess() throws Exception {
        assertThat(difference(SIDE).isDone()).isTrue();
        var worker = worker();

        pool.close();

        worker.onExit().get(20, TimeUnit.SECONDS);
        assertThat(worker.isAlive()).isFalse();
    }

    private Outcome<ImageWorkers.Summary> difference(int side) throws Exception {
        return ask(side, soon());
    }

    private Outcome<ImageWorkers.Summary> quietly(int side) {
        try {
            return ask(side, soon());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Outcome<ImageWorkers.Summary> ask(int side, Deadline deadline)
            throws IOException, InterruptedException {
        var science = StarField.science(folder.resolve("science" + side + ".fits"), side);
        var template = StarField.template(folder.resolve("template" + side + ".fits"), side);
        return pool.difference(request(science, template), deadline);
    }

    private Loss loss(Path science, Path template) throws InterruptedException {
        return pool.difference(request(science, template), soon()).asLoss().orElseThrow();
    }

    private ImageWorkers.Request request(Path science, Path template) {
        return new ImageWorkers.Request(
                2026112000012L, 4, "r", List.of(science), List.of(template), List.of(), work);
    }

    private static Consumer<Loss> poison(String cause) {
        return loss -> {
            assertThat(loss.cause()).isEqualTo(Cause.POISON);
            assertThat(loss.why()).startsWith(cause + ": ");
        };
    }

    /** The rows of a table in the work folder: column to cell. */
    private List<Map<String, String>> table(String name) throws IOException {
        var lines =
                Files.readAllLines(work.resolve(name)).stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split(",", -1))
                        .toList();
        var columns = lines.get(0);
        return lines.stream()
                .skip(1)
                .map(
                        cells ->
                                IntStream.range(0, columns.length)
                                        .boxed()
                                        .collect(Collectors.toMap(c -> columns[c], c -> cells[c])))
                .toList();
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.getOrDefault(column, "there is no " + column));
    }

    private static ProcessHandle worker() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains("worker.py"))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitBusy(ProcessHandle worker) {
        var idle = worker.info().totalCpuDuration().orElseThrow().plusMillis(100);
        while (worker.info().totalCpuDuration().orElseThrow().compareTo(idle) < 0) {
            Thread.onSpinWait();
        }
    }

    private static void send(String signal, ProcessHandle to) throws Exception {
        var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(to.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(60));
    }
}
