// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import nightjar.model.Associated;
import nightjar.model.Committed;
import nightjar.model.Forced;
import nightjar.model.Outcome;
import nightjar.model.catalog.AssociationStep;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Butler;
import nightjar.model.port.Claims;
import nightjar.model.port.Deadline;
import nightjar.model.port.Plans;

/** The steps from the prior sky to the commit, on fakes. */
final class Night {

    static final String EXPORTED = "s3://butler/difference.fits";

    final Effects effects = new Effects();
    final FakeApdb apdb = new FakeApdb(effects);
    final FakeClaims claims = new FakeClaims(effects);
    final FakeCatalogues catalogues = new FakeCatalogues();
    final FakeProducts products = new FakeProducts();
    final FakeWorkers workers = new FakeWorkers();
    final FakePlans plans = new FakePlans(effects);
    final FakeStore store = new FakeStore(effects);
    private final Path scratch;
    long nowMillis = 1_795_000_000_000L;
    private final InstantSource clock = () -> Instant.ofEpochMilli(nowMillis);

    Night(Path scratch) {
        this.scratch = scratch;
    }

    Outcome<Associated> associate(List<Columns> sources, int... allowed)
            throws InterruptedException {
        var differenced = Sky.differenced(Sky.ready(), products.with(sources), sources.size());
        var cleared = Sky.cleared(differenced, allowed);
        var refresh = new RefreshStep(apdb, claims, catalogues, Lineage.of("ours"), 20);
        var rule = new AssociateStep.AssociationRule(AssociationStep.DEFAULT, 0.2);
        var associate = new AssociateStep(products, catalogues, rule, Sky.IDS, clock);
        return Ask.then(refresh.ask(cleared, soon()), it -> associate.ask(it, soon()));
    }

    Outcome<Forced> force(Associated associated) throws InterruptedException {
        return new ForceStep(products, workers, catalogues, Sky.IDS, scratch)
                .ask(associated, soon());
    }

    /** All the way to what a commit is asked. */
    Forced forced(List<Columns> sources) throws InterruptedException {
        var all = IntStream.range(0, sources.size()).toArray();
        return Ask.then(associate(sources, all), this::force).asValue().orElseThrow();
    }

    Outcome<Committed> commit(String lineage, Forced forced) throws InterruptedException {
        return commit(lineage, forced, claims);
    }

    Outcome<Committed> commit(String lineage, Forced forced, Claims through)
            throws InterruptedException {
        Butler butler =
                differenced ->
                        new Butler.Export(
                                "{record}",
                                List.of(
                                        new Plans.Export(
                                                differenced.product(),
                                                "difference.fits",
                                                EXPORTED)));
        var maker =
                new PlanMaker(
                        catalogues,
                        products,
                        content -> content.toString().getBytes(UTF_8),
                        butler,
                        plans);
        var exports = new Exports(products, store, scratch);
        return new CommitStep(
                        through,
                        Lineage.of(lineage),
                        maker,
                        new Execution(plans, apdb, exports, through))
                .ask(forced, soon());
    }

    static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(30));
    }
}
