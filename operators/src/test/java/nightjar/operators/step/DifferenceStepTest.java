// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightjar.model.Cause;
import nightjar.model.Differenced;
import nightjar.model.Ending;
import nightjar.model.ExpectedVisit;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.ReadyVisit;
import nightjar.model.Stored;
import nightjar.model.port.Claims;
import nightjar.model.port.Deadline;
import nightjar.model.port.DetectorRegions;
import nightjar.model.port.ImageWorkers.Summary;
import nightjar.model.rule.PipelinesRule;
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
    private final FakeApdb apdb = new FakeApdb(new Effects());
    private final FakeClaims claims = new FakeClaims(new Effects());
    private final DetectorRegions regions = DifferenceStepTest::whereTheBoresightIs;
    private final Path folder;
    private final DifferenceStep step;

    DifferenceStepTest(@TempDir Path folder) {
        this.folder = folder;
        scratch = folder.resolve("scratch");
        step =
                step(
                        WantedPipelines.natively(),
                        name -> Outcome.done(new Engines.Engine(workers, true)));
    }

    private static Optional<List<Double>> whereTheBoresightIs(ExpectedVisit expected) {
        var visit = expected.visit();
        return Optional.of(List.of(visit.raDeg(), 0., 0., 0., 0., 0., 0., visit.cameraAngleDeg()));
    }

    private DifferenceStep step(PipelinesRule main, Engines engines) {
        var wanted = new WantedPipelines(main, WantedPipelines.natively(), regions);
        return new DifferenceStep(
                new PipelineChoice(wanted, engines, new FoundTemplates(templates, regions)),
                new Inputs(store, new TemplateCache(store, folder.resolve("cache"), 1 << 20)),
                new ApdbWitness(apdb, claims, Lineage.of("ours")),
                products,
                Sky.IDS,
                scratch);
    }

    private static PipelinesRule rule(String... pipelines) {
        return new PipelinesRule(
                List.of(
                        new PipelinesRule.Node(
                                List.of("BLOCK-1"),
                                PipelinesRule.Place.DETECTOR,
                                List.of(),
                                List.of(pipelines))));
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
    void anImageThatIsToldOfAndNotThereYetIsAskedForUntilTheDeadline() throws Exception {
        store.objects.remove(Sky.raw(0).uri());

        var loss = ask(Sky.ready()).asLoss().orElseThrow();

        assertThat(loss.cause()).isEqualTo(Cause.TRANSIENT);
        assertThat(loss.why()).startsWith("not found").endsWith(Sky.raw(0).uri());
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
        assertThat(loss.why()).startsWith("NoGoodPipelines").contains("no template", "index");
        assertThat(workers.requests).isEmpty();
    }

    @Test
    void aPipelineThatFailsIsNoReasonToTryTheNext() throws Exception {
        workers.trouble = Optional.of(Loss.failed("INTERNAL: x"));
        var others = new FakeWorkers();
        var step =
                step(
                        rule("a", "b"),
                        name ->
                                Outcome.done(
                                        new Engines.Engine(
                                                name.equals("a") ? workers : others, true)));

        assertThat(step.ask(Sky.ready(), soon()).asLoss()).isEqualTo(workers.trouble);
        assertThat(others.requests).isEmpty();
    }

    @Test
    void aWorkersDeathIsTriedAgainOnlyWhenTheApdbLacksTheDetector() throws Exception {
        var died = new Loss(Ending.FAILED, Cause.RETRIABLE, "the worker died");
        workers.trouble = Optional.of(died);
        assertThat(ask(Sky.ready()).asLoss()).contains(died);

        apdb.processed.add(Sky.ready().visit());
        var stored = ask(Sky.ready()).asLoss().orElseThrow();
        assertThat(stored.cause()).isEqualTo(Cause.NON_RETRIABLE);
        assertThat(stored.why()).startsWith("NonRetriable").contains("the worker died");

        claims.claims.put(List.of(Sky.VISIT, 4), claim("ours"));
        assertThat(ask(Sky.ready()).asLoss()).contains(died);
        claims.claims.put(List.of(Sky.VISIT, 4), claim("theirs"));
        assertThat(cause(ask(Sky.ready()))).isEqualTo(Cause.NON_RETRIABLE);
        claims.trouble = Optional.of(Loss.transientTrouble("Cassandra is away"));
        assertThat(cause(ask(Sky.ready()))).isEqualTo(Cause.NON_RETRIABLE);
    }

    private static Claims.Claim claim(String lineage) {
        return new Claims.Claim(Sky.VISIT, 4, lineage, 61_364.5, new Stored("p", "0", 1), false);
    }

    private static Cause cause(Outcome<Differenced> lost) {
        return lost.asLoss().orElseThrow().cause();
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

    @Test
    void whatAProcessThatDiedLeftBehindIsRemovedAfterADay() throws Exception {
        var old = Files.createDirectories(scratch.resolve("1-2-old"));
        Files.writeString(old.resolve("pixels"), "x");
        assertThat(old.toFile().setLastModified(1000)).isTrue();
        var recent = Files.createDirectories(scratch.resolve("1-2-recent"));

        Scratch.sweep(scratch, InstantSource.system());

        assertThat(old).doesNotExist();
        assertThat(recent).exists();
    }

    private static Summary summary(int sources, List<Double> corners) {
        return new Summary(61364.5, 30, "r", corners, sources, List.of(), Map.of());
    }

    private Outcome<Differenced> ask(ReadyVisit ready) throws InterruptedException {
        return step.ask(ready, soon());
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(30));
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
