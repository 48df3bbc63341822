// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nightjar.model.Ending;
import nightjar.model.ExpectedVisit;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.DetectorRegions;
import nightjar.model.rule.PipelinesRule;
import org.junit.jupiter.api.Test;

class PipelineChoiceTest {

    private static final Deadline SOON = Deadline.in(Duration.ofSeconds(30));

    private final FakeTemplates templates = new FakeTemplates();
    private final FakeWorkers first = new FakeWorkers();
    private final FakeWorkers others = new FakeWorkers();

    @Test
    void aPipelineThatNeedsNoTemplateRunsWhereTheFirstCannot() throws Exception {
        var ready = Sky.ready(Sky.preloaded(), Sky.raw(0));

        var chosen = choice("BLOCK-1", "a.yaml", "b.yaml", "c.yaml").of(ready, SOON);

        var pipeline = chosen.asValue().orElseThrow();
        assertThat(pipeline.workers()).isSameAs(others);
        assertThat(pipeline.templates()).isEmpty();
        var none = choice("BLOCK-1", "a.yaml", "b.yaml").of(ready, SOON);
        assertThat(none.asLoss().orElseThrow().why())
                .startsWith("NoGoodPipelines: a.yaml: no template")
                .endsWith("b.yaml: nothing runs it");
    }

    @Test
    void theFirstRunsWhereItsTemplatesAre() throws Exception {
        var chosen = choice("BLOCK-1", "a.yaml", "c.yaml").of(Sky.ready(), SOON);

        var pipeline = chosen.asValue().orElseThrow();
        assertThat(pipeline.workers()).isSameAs(first);
        assertThat(pipeline.templates()).containsExactly("s3://t/a.fits");
    }

    @Test
    void whereNoPipelineIsWantedItIsIgnoredAndWhereNoNodeFitsItFails() throws Exception {
        var ignored = choice("BLOCK-1").of(Sky.ready(), SOON).asLoss().orElseThrow();
        var failed = choice("BLOCK-2", "a.yaml").of(Sky.ready(), SOON).asLoss().orElseThrow();

        assertThat(ignored.ending()).isEqualTo(Ending.IGNORED);
        assertThat(failed.ending()).isEqualTo(Ending.FAILED);
        assertThat(failed.why()).contains("BLOCK-1");
    }

    private PipelineChoice choice(String survey, String... pipelines) {
        var node =
                new PipelinesRule.Node(
                        List.of(survey),
                        PipelinesRule.Place.DETECTOR,
                        List.of(),
                        List.of(pipelines));
        DetectorRegions regions = PipelineChoiceTest::whereTheBoresightIs;
        var wanted =
                new WantedPipelines(
                        new PipelinesRule(List.of(node)), WantedPipelines.natively(), regions);
        return new PipelineChoice(wanted, this::engine, new FoundTemplates(templates, regions));
    }

    private Outcome<Engines.Engine> engine(String name) {
        return switch (name) {
            case "a.yaml" -> Outcome.done(new Engines.Engine(first, true));
            case "b.yaml" -> Outcome.lost(Loss.ignored("nothing runs it"));
            default -> Outcome.done(new Engines.Engine(others, false));
        };
    }

    private static Optional<List<Double>> whereTheBoresightIs(ExpectedVisit expected) {
        var visit = expected.visit();
        return Optional.of(List.of(visit.raDeg(), 0., 0., 0., 0., 0., 0., visit.cameraAngleDeg()));
    }
}
