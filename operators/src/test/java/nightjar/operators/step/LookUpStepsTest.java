// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.ObjectCreated;
import nightjar.model.Outcome;
import nightjar.model.Preloaded;
import nightjar.model.PresenceQuestion;
import nightjar.model.Raw;
import nightjar.model.VisitDetector;
import nightjar.model.port.Deadline;
import nightjar.model.port.Presence;
import nightjar.model.port.Sidecars;
import nightjar.model.rule.PipelinesRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookUpStepsTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(5000));

    private final Path folder;
    private final FakeStore store = new FakeStore(new Effects());
    private final FakeTemplates templates = new FakeTemplates();

    LookUpStepsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void templatesAreLookedUpAndFetchedBeforeTheShutterOpens() throws Exception {
        store.objects.put("s3://t/a.fits", new byte[10]);
        templates.byFilter.put("r_03", List.of("s3://t/a.fits"));

        var preloaded = preload("r_03");

        assertThat(preloaded)
                .isEqualTo(
                        new Preloaded(
                                Sky.expected("r_03"),
                                List.of("s3://t/a.fits"),
                                List.of(),
                                "",
                                5000));
        try (var cached = Files.list(folder)) {
            assertThat(cached).hasSize(1);
        }
    }

    @Test
    void eachAcceptableFilterIsLookedUp() throws Exception {
        templates.byFilter.put("r_03", List.of("s3://t/r.fits"));
        templates.byFilter.put("i_06", List.of("s3://t/i.fits"));

        assertThat(preload("r_03, i_06").templates())
                .containsExactly("s3://t/r.fits", "s3://t/i.fits");
    }

    @Test
    void troubleIsNotedAndNeverAnEnd() throws Exception {
        assertThat(preload("r_03").without()).contains("no template");
        assertThat(preload("").without()).contains("no filter");

        templates.byFilter.put("r_03", List.of("s3://t/lost.fits"));
        assertThat(preload("r_03").without()).contains("not found");
        assertThat(preload("r_03").templates()).containsExactly("s3://t/lost.fits");

        templates.trouble = Optional.of(Loss.transientTrouble("the index is away"));
        assertThat(preload("r_03").without()).isEqualTo("the index is away");
    }

    @Test
    void whereNothingIsPredictedNothingIsLookedUp() throws Exception {
        var step =
                new PreloadStep(
                        wanted(WantedPipelines.natively(), WantedPipelines.natively()),
                        visit -> Optional.empty(),
                        templates,
                        cache(Long.MAX_VALUE),
                        CLOCK);

        var preloaded = step.ask(Sky.expected("r_03"), soon()).asValue().orElseThrow();

        assertThat(preloaded.without()).contains("where");
        assertThat(templates.asked).isEmpty();
    }

    @Test
    void whatNoPipelineIsWantedForIsRefusedAtOnce() throws Exception {
        var refused =
                step(wanted(rule(), WantedPipelines.natively()))
                        .ask(Sky.expected("r_03"), soon())
                        .asValue()
                        .orElseThrow();

        assertThat(refused.refused()).extracting(Loss::ending).containsExactly(Ending.IGNORED);
        assertThat(templates.asked).isEmpty();
    }

    @Test
    void withoutPreprocessingNothingIsLookedUpBeforeTheImage() throws Exception {
        var preloaded =
                step(wanted(WantedPipelines.natively(), rule()))
                        .ask(Sky.expected("r_03"), soon())
                        .asValue()
                        .orElseThrow();

        assertThat(preloaded.refused()).isEmpty();
        assertThat(preloaded.without()).contains("no preprocessing");
        assertThat(templates.asked).isEmpty();
    }

    private static PipelinesRule rule(String... pipelines) {
        return new PipelinesRule(
                List.of(
                        new PipelinesRule.Node(
                                List.of(),
                                PipelinesRule.Place.DETECTOR,
                                List.of(),
                                List.of(pipelines))));
    }

    private static WantedPipelines wanted(PipelinesRule main, PipelinesRule preprocessing) {
        return new WantedPipelines(main, preprocessing, visit -> Optional.of(Sky.CORNERS));
    }

    private PreloadStep step(WantedPipelines wanted) {
        return new PreloadStep(
                wanted, visit -> Optional.of(Sky.CORNERS), templates, cache(1 << 20), CLOCK);
    }

    @Test
    void aTemplateIsFetchedOnceAndTheOldestGoWhenThereAreTooMany() throws Exception {
        for (var name : List.of("a", "b", "c")) {
            store.objects.put("s3://t/" + name, new byte[100]);
        }
        var cache = cache(250);

        var a = cache.prefetch("s3://t/a").asValue().orElseThrow();
        assertThat(a.toFile().setLastModified(1000)).isTrue();
        var b = cache.prefetch("s3://t/b").asValue().orElseThrow();
        assertThat(b.toFile().setLastModified(2000)).isTrue();
        assertThat(cache.prefetch("s3://t/a").isDone()).isTrue();
        assertThat(cache.prefetch("s3://t/c").isDone()).isTrue();

        assertThat(store.fetched).containsExactly("s3://t/a", "s3://t/b", "s3://t/c");
        assertThat(a).exists();
        assertThat(b).doesNotExist();
    }

    @Test
    void aCacheThatCannotKeepACopyCostsAFetchAndNotAResult() throws Exception {
        store.objects.put("s3://t/a.fits", new byte[100]);
        var taken = Files.createFile(folder.resolve("no-folder"));
        var cache = new TemplateCache(store, taken, 1 << 20);
        var work = Files.createDirectory(folder.resolve("work"));

        assertThat(cache.prefetch("s3://t/a.fits").isDone()).isTrue();
        assertThat(cache.copyInto("s3://t/a.fits", work).asValue().orElseThrow()).hasSize(100);
        assertThat(cache.copyInto("s3://t/lost.fits", work).isDone()).isFalse();
    }

    @Test
    void whatPresenceHasIsIdentifiedLikeAnyObject() throws Exception {
        var sidecars = new FakeSidecars(Outcome.done(Sky.raw(0)));

        var raw = presence(Optional.of("s3://embargo@rubin-summit/a/b c.fits"), sidecars);

        assertThat(raw.asValue()).contains(Sky.raw(0));
        assertThat(sidecars.asked)
                .containsExactly(new ObjectCreated("rubin-summit", "a/b c.fits", 0, "", 0, 5000));
    }

    @Test
    void aBucketWithAnUnderscoreIsABucket() throws Exception {
        var sidecars = new FakeSidecars(Outcome.done(Sky.raw(0)));

        var raw = presence(Optional.of("s3://embargo@raw_bucket/key.fits"), sidecars);

        assertThat(raw.isDone()).isTrue();
        assertThat(sidecars.asked.get(0).bucket()).isEqualTo("raw_bucket");
    }

    @Test
    void whatIsNotThereYetIsNoTrouble() throws Exception {
        var loss =
                presence(Optional.empty(), new FakeSidecars(Outcome.done(Sky.raw(0))))
                        .asLoss()
                        .orElseThrow();

        assertThat(loss.cause()).isEqualTo(Cause.IGNORABLE);
        assertThat(loss.why()).isEqualTo("not there yet");
    }

    @Test
    void presenceIsNotBelievedWhenTheRawIsAnothers() throws Exception {
        var other = new VisitDetector("SandboxCam", "another group", 4);
        var raw = new Raw(other, 1, 0, "u", "", 1, 2, 0, 0, 0, "r", 0, 0);

        var answer = presence(Optional.of("s3://b/k"), new FakeSidecars(Outcome.done(raw)));

        assertThat(answer.asLoss().orElseThrow().cause()).isEqualTo(Cause.INVALID);
        assertThat(presence(Optional.of("no uri"), new FakeSidecars(Outcome.done(raw))).isDone())
                .isFalse();
    }

    private Outcome<Raw> presence(Optional<String> uri, Sidecars sidecars) throws Exception {
        Presence presence = (key, snap, deadline) -> Outcome.done(uri);
        return new PresenceStep(presence, sidecars, CLOCK)
                .ask(new PresenceQuestion(Sky.KEY, 0, 9000), soon());
    }

    private Preloaded preload(String filters) throws Exception {
        return step(wanted(WantedPipelines.natively(), WantedPipelines.natively()))
                .ask(Sky.expected(filters), soon())
                .asValue()
                .orElseThrow();
    }

    private TemplateCache cache(long bytes) {
        return new TemplateCache(store, folder, bytes);
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(30));
    }

    private static final class FakeSidecars implements Sidecars {

        private final Outcome<Raw> answer;
        final List<ObjectCreated> asked = new ArrayList<>();

        FakeSidecars(Outcome<Raw> answer) {
            this.answer = answer;
        }

        @Override
        public Outcome<Raw> identify(ObjectCreated object, Deadline deadline) {
            asked.add(object);
            return answer;
        }
    }
}
