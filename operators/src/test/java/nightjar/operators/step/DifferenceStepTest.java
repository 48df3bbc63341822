// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightjar.model.Cause;
import nightjar.model.Differenced;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.ReadyVisit;
import nightjar.model.port.Deadline;
import nightjar.model.port.DetectorRegions;
import nightjar.model.port.ImageWorkers.Summary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DifferenceStepTest {

    private static final int FITS = 2880;

    private final Path scratch;
    private final FakeStore store = new FakeStore(new Effects());
    private final FakeTemplates templates = new FakeTemplates();
    private final FakeWorkers workers = new FakeWorkers();
    private final FakeProducts products = new FakeProducts();
    private final DifferenceStep step;

    DifferenceStepTest(@TempDir Path folder) {
        scratch = folder.resolve("scratch");
        var cache = new TemplateCache(store, folder.resolve("cache"), 1 << 20);
        DetectorRegions whereTheBoresightIs =
                expected ->
                        Optional.of(
                                List.of(
                                        expected.visit().raDeg(),
                                        0.,
                                        0.,
                                        0.,
                                        0.,
                                        0.,
                                        0.,
                                        expected.visit().cameraAngleDeg()));
        step =
                new DifferenceStep(
                        new FoundTemplates(templates, whereTheBoresightIs),
                        new Inputs(store, cache),
                        workers,
                        products,
                        Sky.IDS,
                        scratch);
    }

    @BeforeEach
    void images() {
        store.objects.put(Sky.raw(0).uri(), new byte[FITS]);
        store.objects.put(Sky.raw(1).uri(), new byte[FITS]);
        store.objects.put("s3://t/a.fits", new byte[FITS]);
        store.objects.put("s3://t/b.fits", new byte[FITS]);
    }

    @Test
    void theWorkerGetsSnapsAndTemplatesAndTheProductIsKept() throws Exception {
        var ready = Sky.ready(Sky.preloaded("s3://t/a.fits"), Sky.raw(0), Sky.raw(1));

        var differenced = ask(ready).asValue().orElseThrow();

        assertThat(differenced.ready()).isEqualTo(ready);
        assertThat(differenced.sources()).isEqualTo(2);
        assertThat(differenced.band()).isEqualTo("r");
        assertThat(differenced.exposureSeconds()).isEqualTo(60, within(1e-4));
        assertThat(differenced.midpointMjdTai()).isEqualTo(ready.midpointMjdTai());
        assertThat(workers.requests.get(0).snaps()).hasSize(2);
        assertThat(workers.requests.get(0).templates()).hasSize(1);
        assertThat(products.kept).hasSize(1);
    }

    @Test
    void whatTheImageSaysOfItselfWins() throws Exception {
        workers.summary = new Summary(61364.5, 29.5, "i", Sky.CORNERS, 0, List.of("F"), Map.of());

        var differenced = ask(Sky.ready()).asValue().orElseThrow();

        assertThat(differenced.band()).isEqualTo("i");
        assertThat(differenced.midpointMjdTai()).isEqualTo(61364.5);
        assertThat(differenced.exposureSeconds()).isEqualTo(29.5);
    }

    @Test
    void theScratchFolderIsEmptyWhateverHappened() throws Exception {
        assertThat(ask(Sky.ready()).isDone()).isTrue();
        workers.trouble = Optional.of(Loss.failed("INTERNAL: x"));
        assertThat(ask(Sky.ready()).isDone()).isFalse();
        store.objects.remove(Sky.raw(0).uri());
        assertThat(ask(Sky.ready()).isDone()).isFalse();

        assertThat(left()).isEmpty();
    }

    @Test
    void templatesThatWereNotPreloadedAreLookedUpWhereTheExposureLooked() throws Exception {
        templates.byFilter.put("r_03", List.of("s3://t/b.fits"));

        assertThat(ask(Sky.ready(Sky.preloaded(), Sky.rawAt(40.0, 12.5))).isDone()).isTrue();

        assertThat(templates.asked.get(0)).contains(40.0, 12.5);
        assertThat(workers.requests.get(0).templates().get(0).toString()).endsWith("b.fits");
    }

    @Test
    void anotherFilterThanAnnouncedNeedsOtherTemplates() throws Exception {
        templates.byFilter.put("r_03", List.of("s3://t/b.fits"));
        var announced =
                new nightjar.model.Preloaded(
                        Sky.expected("i_06"), List.of("s3://t/a.fits"), List.of(), "", 0);

        assertThat(ask(Sky.ready(announced, Sky.raw(0))).isDone()).isTrue();

        assertThat(workers.requests.get(0).templates().get(0).toString()).endsWith("b.fits");
    }

    @Test
    void withoutATemplateItFailsAndSaysWhatToDo() throws Exception {
        var loss = ask(Sky.ready(Sky.preloaded(), Sky.raw(0))).asLoss().orElseThrow();

        assertThat(loss.ending()).isEqualTo(Ending.FAILED);
        assertThat(loss.why()).startsWith("no template").contains("index");
        assertThat(workers.requests).isEmpty();
    }

    @Test
    void anEmptyRawIsPoisonBeforeAnyWorkerSeesIt() throws Exception {
        store.objects.put(Sky.raw(0).uri(), new byte[100]);

        var loss = ask(Sky.ready()).asLoss().orElseThrow();

        assertThat(loss.cause()).isEqualTo(Cause.POISON);
        assertThat(workers.requests).isEmpty();
    }

    @Test
    void aResultThatCannotBeUsedIsALossAndNotABug() throws Exception {
        workers.summary = summary(600_000, Sky.CORNERS);
        assertThat(ask(Sky.ready()).asLoss().orElseThrow().why()).contains("numbered");

        workers.summary = summary(1, List.of(1., 1., 1., 1., 1., 1., 1., 1.));
        assertThat(ask(Sky.ready()).asLoss().orElseThrow().why()).contains("corners");

        workers.summary = summary(1, List.of(1., 91., 2., 91., 2., 92., 1., 92.));
        assertThat(ask(Sky.ready()).asLoss().orElseThrow().why()).contains("corners");
    }

    private static Summary summary(int sources, List<Double> corners) {
        return new Summary(61364.5, 30, "r", corners, sources, List.of(), Map.of());
    }

    private Outcome<Differenced> ask(ReadyVisit ready) throws InterruptedException {
        return step.ask(ready, Deadline.in(Duration.ofSeconds(30)));
    }

    private List<Path> left() throws IOException {
        try (var files = Files.list(scratch)) {
            return files.toList();
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double by) {
        return org.assertj.core.data.Offset.offset(by);
    }
}
