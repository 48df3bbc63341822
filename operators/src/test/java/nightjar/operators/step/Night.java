// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import nightjar.model.Cleared;
import nightjar.model.Committed;
import nightjar.model.Differenced;
import nightjar.model.Outcome;
import nightjar.model.Planned;
import nightjar.model.catalog.AssociationStep;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Butler;
import nightjar.model.port.Deadline;
import nightjar.model.port.Ephemerides;
import nightjar.model.port.Plans;

/** The steps from the prior sky to the commit, on fakes. */
final class Night {

    static final String EXPORTED = "s3://butler/difference.fits";

    final Effects effects = new Effects();
    final FakeApdb apdb = new FakeApdb(effects);
    final FakeClaims claims = new FakeClaims(effects);
    final FakeProducts products = new FakeProducts();
    final FakeWorkers workers = new FakeWorkers();
    final FakePlans plans = new FakePlans(effects);
    final FakeStore store = new FakeStore(effects);
    Optional<Ephemerides> ephemerides = Optional.empty();
    private final Path scratch;
    long nowMillis = 1_795_000_000_000L;
    private final InstantSource clock = () -> Instant.ofEpochMilli(nowMillis);

    Night(Path scratch) {
        this.scratch = scratch;
    }

    Outcome<Associated> associate(List<Columns> sources, int... allowed)
            throws InterruptedException {
        return Ask.then(refresh().of(cleared(sources, allowed), soon()), this::associated);
    }

    private Outcome<Associated> associated(Refreshed refreshed) throws InterruptedException {
        return associate().of(refreshed, solarSystem().of(refreshed.cleared(), soon()));
    }

    Outcome<Forced> force(Associated associated) throws InterruptedException {
        return force().of(associated, soon());
    }

    /** All the way to what a commit is asked. */
    Planned planned(List<Columns> sources) throws InterruptedException {
        return plan(sources).asValue().orElseThrow();
    }

    Outcome<Planned> plan(List<Columns> sources) throws InterruptedException {
        var all = IntStream.range(0, sources.size()).toArray();
        var maker =
                new PlanMaker(
                        products,
                        content -> content.toString().getBytes(UTF_8),
                        Night::export,
                        plans);
        return new PlanStep(refresh(), solarSystem(), associate(), force(), maker)
                .ask(cleared(sources, all), soon());
    }

    private Cleared cleared(List<Columns> sources, int... allowed) {
        var product = products.with(sources);
        return Sky.cleared(Sky.differenced(Sky.ready(), product, sources.size()), allowed);
    }

    private RefreshStep refresh() {
        return new RefreshStep(apdb, claims, Lineage.of("ours"), 20);
    }

    private SolarSystemStep solarSystem() {
        return new SolarSystemStep(ephemerides);
    }

    private AssociateStep associate() {
        var rule = new AssociateStep.AssociationRule(AssociationStep.DEFAULT, 0.2);
        return new AssociateStep(products, rule, Sky.IDS, clock);
    }

    private ForceStep force() {
        return new ForceStep(products, workers, Sky.IDS, scratch);
    }

    private static Butler.Export export(Differenced differenced) {
        var file = new Plans.Export(differenced.product(), "difference.fits", EXPORTED);
        return new Butler.Export("{record}", List.of(file));
    }

    Outcome<Committed> commit(String lineage, Planned planned) throws InterruptedException {
        var exports =
                new Exports(
                        products,
                        (name, of, rows, to) -> Files.writeString(to, name),
                        store,
                        scratch);
        var execution = new Execution(plans, apdb, exports, claims);
        return new CommitStep(claims, Lineage.of(lineage), execution).ask(planned, soon());
    }

    static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(30));
    }
}
