// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import nightjar.connectors.alerts.AlertPacker;
import nightjar.connectors.apdb.InMemoryClaims;
import nightjar.connectors.products.AvroPlans;
import nightjar.connectors.products.ZipProducts;
import nightjar.connectors.store.Stores;
import nightjar.connectors.turns.InMemoryTurns;
import nightjar.model.Differenced;
import nightjar.model.Ended;
import nightjar.model.ObjectCreated;
import nightjar.model.Outcome;
import nightjar.model.PackedAlert;
import nightjar.model.Quarantined;
import nightjar.model.Raw;
import nightjar.model.catalog.AssociationStep;
import nightjar.model.port.Butler;
import nightjar.model.port.Claims;
import nightjar.model.port.Deadline;
import nightjar.model.port.DetectorRegions;
import nightjar.model.port.ImageWorkers;
import nightjar.model.port.Plans;
import nightjar.model.port.Products;
import nightjar.model.port.Sattle;
import nightjar.model.port.Turns;
import nightjar.operators.step.ApdbWitness;
import nightjar.operators.step.AssociateStep;
import nightjar.operators.step.CommitStep;
import nightjar.operators.step.DifferenceStep;
import nightjar.operators.step.Engines;
import nightjar.operators.step.Execution;
import nightjar.operators.step.Exports;
import nightjar.operators.step.ForceStep;
import nightjar.operators.step.FoundTemplates;
import nightjar.operators.step.Inputs;
import nightjar.operators.step.Lineage;
import nightjar.operators.step.PipelineChoice;
import nightjar.operators.step.PlanMaker;
import nightjar.operators.step.PlanStep;
import nightjar.operators.step.RefreshStep;
import nightjar.operators.step.SolarSystemStep;
import nightjar.operators.step.SourceIds;
import nightjar.operators.step.TemplateCache;
import nightjar.operators.step.WantedPipelines;

/**
 * All of the world that outlives a job, in this JVM: topics, APDB, claims, turns, files. A job
 * finds its night by its name.
 */
final class FakeNight implements AutoCloseable {

    private static final Map<String, FakeNight> NIGHTS = new ConcurrentHashMap<>();
    private static final Lineage LINEAGE = Lineage.of("restored-night");
    private static final SourceIds IDS = new SourceIds(0);
    private static final double PIXEL_ARCSEC = 0.2;
    private static final int FITS_BLOCK = 2880;

    final FakeTopic visits = new FakeTopic("visits");
    final FakeTopic cancellations = new FakeTopic("cancellations");
    final FakeTopic notifications = new FakeTopic("notifications");

    final Shelf<PackedAlert> alerts = new Shelf<>();
    final Shelf<String> records = new Shelf<>();
    final Shelf<Ended> ledger = new Shelf<>();
    final Shelf<Quarantined> quarantine = new Shelf<>();

    /** Before the difference of the first, the rows of the second, the answer about the third. */
    final Gate beforeDifference = new Gate("A/0");

    final Gate beforeRows = new Gate("A/1");
    final Gate afterCommit = new Gate("A/2");

    /** Keys of all that was identified, e.g. "A 0 1". */
    final Set<String> identified = ConcurrentHashMap.newKeySet();

    /** Who was told to wait for an earlier visit, e.g. "B/2". */
    final Set<String> waitedForTurn = ConcurrentHashMap.newKeySet();

    final FakeApdb apdb = new FakeApdb(beforeRows);
    final Turns turns = new InMemoryTurns();
    private final Claims claims = new InMemoryClaims();

    private final String name;
    private final Path folder;
    private final Stores store;
    private final Products products;
    private final Plans plans;
    private final ImageWorkers workers;
    private final DetectorRegions regions;

    private FakeNight(String name, Path folder) throws IOException {
        this.name = name;
        this.folder = folder;
        var scratch = Files.createDirectories(folder.resolve("scratch"));
        store = Stores.ofFiles(folder.resolve("cache"), 1 << 20);
        products = new ZipProducts(store, uri("products/"), scratch);
        plans = new AvroPlans(store, uri("plans/"), scratch);
        var seen = new FakeWorkers(scratch);
        workers = seen;
        regions =
                it ->
                        Optional.of(
                                seen.cornersDeg(
                                        it.key().detector(), Deadline.in(Duration.ofMinutes(1))));
        Files.write(folder.resolve("raw.fits"), new byte[FITS_BLOCK]);
        Files.write(folder.resolve("template.fits"), new byte[FITS_BLOCK]);
    }

    static FakeNight begin(String name, Path folder) throws IOException {
        var night = new FakeNight(name, folder);
        NIGHTS.put(name, night);
        return night;
    }

    static FakeNight of(String name) {
        return Optional.ofNullable(NIGHTS.get(name)).orElseThrow();
    }

    private String uri(String file) {
        return folder.resolve(file).toUri().toString();
    }

    void openAllGates() {
        beforeDifference.open();
        beforeRows.open();
        afterCommit.open();
    }

    Outcome<Raw> identify(ObjectCreated object) {
        identified.add(object.key());
        return Outcome.done(FakeSky.raw(object, uri("raw.fits")));
    }

    List<String> templates() {
        return List.of(uri("template.fits"));
    }

    DetectorRegions regions() {
        return regions;
    }

    Products products() {
        return products;
    }

    Plans plans() {
        return plans;
    }

    SourceIds ids() {
        return IDS;
    }

    /** Clears whatever it is asked about. */
    Sattle sattle() {
        return new Sattle() {
            @Override
            public Outcome<Exposure> register(Exposure exposure, Deadline deadline) {
                return Outcome.done(exposure);
            }

            @Override
            public Outcome<Set<Long>> allowed(
                    Exposure exposure, int detector, List<Box> sources, Deadline deadline) {
                return Outcome.done(
                        sources.stream().map(Box::diaSourceId).collect(Collectors.toSet()));
            }
        };
    }

    DifferenceStep difference() {
        var templates =
                new FoundTemplates(
                        (instrument, filter, corners, deadline) -> Outcome.done(templates()),
                        regions);
        var cache = new TemplateCache(store, folder.resolve("templates"), 1 << 20);
        var wanted =
                new WantedPipelines(
                        WantedPipelines.natively(), WantedPipelines.natively(), regions);
        Engines engines = name -> Outcome.done(new Engines.Engine(workers, true));
        return new DifferenceStep(
                new PipelineChoice(wanted, engines, templates),
                new Inputs(store, cache),
                new ApdbWitness(apdb, claims, LINEAGE),
                products,
                IDS,
                scratch());
    }

    PlanStep associate() {
        var rule = new AssociateStep.AssociationRule(AssociationStep.DEFAULT, PIXEL_ARCSEC);
        return new PlanStep(
                new RefreshStep(apdb, claims, LINEAGE, 20),
                new SolarSystemStep(Optional.empty()),
                new AssociateStep(products, rule, IDS, InstantSource.system()),
                new ForceStep(products, workers, IDS, scratch()),
                new PlanMaker(products, new AlertPacker(), FakeNight::export, plans));
    }

    /** A record, and no file. */
    private static Butler.Export export(Differenced of) {
        return new Butler.Export(of.key().toString(), List.of());
    }

    CommitStep commit() {
        var exports =
                new Exports(
                        products,
                        (name, of, rows, to) -> Files.writeString(to, name),
                        store,
                        scratch());
        return new CommitStep(claims, LINEAGE, new Execution(plans, apdb, exports, claims));
    }

    private Path scratch() {
        return folder.resolve("scratch");
    }

    @Override
    public void close() {
        openAllGates();
        NIGHTS.remove(name);
        store.close();
    }
}
