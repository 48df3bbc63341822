// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import nightjar.connectors.alerts.AlertPacker;
import nightjar.connectors.apdb.LineageBook;
import nightjar.connectors.butler.Dusk;
import nightjar.connectors.catalogues.ParquetCatalogues;
import nightjar.connectors.nextvisit.WriterSchemas;
import nightjar.connectors.products.AvroPlans;
import nightjar.connectors.products.ZipProducts;
import nightjar.connectors.worker.NativeWorker;
import nightjar.connectors.worker.NewestJava;
import nightjar.connectors.worker.WorkerPool;
import nightjar.connectors.worker.WorkerSettings;
import nightjar.job.config.NightjarConfig;
import nightjar.model.catalog.AssociationStep;
import nightjar.model.port.Alerts;
import nightjar.model.port.Apdb;
import nightjar.model.port.Butler;
import nightjar.model.port.Catalogues;
import nightjar.model.port.Claims;
import nightjar.model.port.CompletedCheckpoints;
import nightjar.model.port.DetectorRegions;
import nightjar.model.port.Ephemerides;
import nightjar.model.port.HandOver;
import nightjar.model.port.ImageWorkers;
import nightjar.model.port.ObjectStore;
import nightjar.model.port.Plans;
import nightjar.model.port.Presence;
import nightjar.model.port.Products;
import nightjar.model.port.Sattle;
import nightjar.model.port.Sidecars;
import nightjar.model.port.Templates;
import nightjar.model.port.Turns;
import nightjar.operators.step.Lineage;
import nightjar.operators.step.SourceIds;
import nightjar.operators.step.TemplateCache;
import nightjar.operators.step.WantedPipelines;

/** The real neighbours, each opened when it is first needed. Safe for use by several threads. */
public class Neighbours implements AutoCloseable {

    private final NightjarConfig config;
    private Ports ports = Ports.PLAIN;
    private final Lazy<ObjectStore> store = new Lazy<>(this::openStore);
    private final Lazy<Cameras> camera =
            new Lazy<>(() -> Cameras.read(config().instrument(), store()));
    private final HttpNeighbours http;
    private final Cassandra cassandra;
    private final Lazy<Apdb> apdb = new Lazy<>(this::openApdb);
    private final Lazy<Claims> claims = new Lazy<>(this::openClaims);
    private final Lazy<Turns> turns = new Lazy<>(this::openTurns);
    private final Lazy<ImageWorkers> workers = new Lazy<>(this::openWorkers);
    private final Lazy<Presence> presence =
            new Lazy<>(
                    () ->
                            camera().presence(
                                            Places.http(config().presence()),
                                            config().presence().url()));
    private final Lazy<Sidecars> sidecars =
            new Lazy<>(() -> camera().sidecars(store.get(), config().store().raws()));
    private final Lazy<Templates> templates =
            new Lazy<>(() -> camera().templates(store.get(), config().store().templates()));
    private final Lazy<TemplateCache> templateCache =
            new Lazy<>(
                    () ->
                            new TemplateCache(
                                    store(),
                                    Path.of(config().store().cache(), "templates"),
                                    (config().store().cacheMiB() << 20) / 2));

    private final Lazy<Pipelines> pipelines =
            new Lazy<>(
                    () ->
                            Pipelines.read(
                                    config().pipelines(), store(), this::workers, this::engine));

    private final Lazy<Dusk> dusk =
            new Lazy<>(() -> ButlerDoor.dusk(config(), store(), pipelines.get(), clock()));

    protected Neighbours(NightjarConfig config) {
        this.config = config;
        this.http = new HttpNeighbours(config);
        this.cassandra = new Cassandra(config.apdb());
    }

    /** Before it is used: with this between nightjar and each neighbour. */
    Neighbours through(Ports between) {
        ports = between;
        return this;
    }

    Ports ports() {
        return ports;
    }

    InstantSource clock() {
        return ports.clock();
    }

    protected NightjarConfig config() {
        return config;
    }

    private Cameras camera() {
        return camera.get();
    }

    ObjectStore store() {
        return ports.at(ObjectStore.class, store::get);
    }

    WriterSchemas schemas() {
        return ports.at(WriterSchemas.class, http::schemas);
    }

    Sidecars sidecars() {
        return ports.at(Sidecars.class, sidecars::get);
    }

    Presence presence() {
        return ports.at(Presence.class, presence::get);
    }

    Sattle sattle() {
        return ports.at(Sattle.class, http::sattle);
    }

    /** Empty when none is configured. */
    Optional<Ephemerides> ephemerides() {
        return config.mpsky().url().isEmpty()
                ? Optional.empty()
                : Optional.of(ports.at(Ephemerides.class, http::ephemerides));
    }

    Templates templates() {
        return ports.at(Templates.class, templates::get);
    }

    DetectorRegions regions() {
        return camera().regions();
    }

    WantedPipelines wanted() {
        return pipelines.get().wanted(regions());
    }

    Pipelines pipelines() {
        return pipelines.get();
    }

    /** Looks whether the APDB is the one that is meant, and can be used. */
    void requireApdb() {
        cassandra.require();
    }

    Apdb apdb() {
        return ports.at(Apdb.class, apdb::get);
    }

    Claims claims() {
        return ports.at(Claims.class, claims::get);
    }

    Turns turns() {
        return ports.at(Turns.class, turns::get);
    }

    /** Who keeps the lineage's newest complete checkpoint in mind. */
    protected CompletedCheckpoints checkpoints() {
        return new CheckpointNotes(
                config.lineage(), cassandra::lineages, config.alerts().olderAllowed());
    }

    /** How the lineage is taken from a job that may still run; empty where that is not meant. */
    protected Optional<HandOver> handOver() {
        return Succession.of(config, cassandra).map(it -> it);
    }

    /** The newest complete checkpoint of the lineage, as noted. */
    Optional<LineageBook.Note> newestCheckpoint() {
        return cassandra.newestCheckpoint(config.lineage());
    }

    ImageWorkers workers() {
        return ports.at(ImageWorkers.class, workers::get);
    }

    Alerts alerts() {
        return new AlertPacker();
    }

    Products products() {
        return new ZipProducts(store(), config.store().products(), scratch());
    }

    Plans plans() {
        return ports.at(
                Plans.class, () -> new AvroPlans(store(), config.store().plans(), scratch()));
    }

    Butler butler() {
        return ButlerDoor.of(config, this::camera, dusk::get);
    }

    Dusk dusk() {
        return dusk.get();
    }

    /** How sources find their objects. */
    protected AssociationStep association() {
        return AssociationStep.DEFAULT;
    }

    Catalogues catalogues() {
        return new ParquetCatalogues();
    }

    TemplateCache templateCache() {
        return templateCache.get();
    }

    Lineage lineage() {
        return Lineage.of(config.lineage());
    }

    SourceIds ids() {
        return new SourceIds(config.release());
    }

    Path scratch() {
        try {
            return Files.createDirectories(Path.of(config.store().scratch()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "store.scratch " + config.store().scratch() + " cannot be made", e);
        }
    }

    protected ObjectStore openStore() {
        var settings = config.store();
        return Places.store(settings, settings.cache(), (settings.cacheMiB() << 20) / 2);
    }

    protected Apdb openApdb() {
        return cassandra.apdb();
    }

    protected Claims openClaims() {
        return cassandra.claims(config.instrument().name());
    }

    protected Turns openTurns() {
        return cassandra.turns(config.lineage());
    }

    protected ImageWorkers openWorkers() {
        var imaging = config.imaging();
        var command =
                imaging.command().isEmpty()
                        ? NativeWorker.command(
                                NewestJava.find(), EngineClassPath.find(), imaging.heapMiB())
                        : imaging.command();
        return openWorkers(command);
    }

    private ImageWorkers engine(List<String> command) {
        return ports.at(ImageWorkers.class, () -> openWorkers(command));
    }

    private ImageWorkers openWorkers(List<String> command) {
        var folder = config.imaging().calibrations();
        return new WorkerPool(
                WorkerSettings.of(command, config.imaging().workers()),
                folder.isEmpty() ? List.of() : List.of(Path.of(folder).toAbsolutePath()));
    }

    @Override
    public void close() {
        pipelines.made().ifPresent(Pipelines::close);
        workers.made().ifPresent(ImageWorkers::close);
        cassandra.close();
        store.made().ifPresent(ObjectStore::close);
        ports.close();
    }
}
