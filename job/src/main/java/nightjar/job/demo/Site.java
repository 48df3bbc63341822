// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nightjar.job.Doors;
import nightjar.job.NightjarJob;
import nightjar.job.OwnLog;
import nightjar.job.Settings;
import nightjar.job.config.Configurations;
import nightjar.job.config.NightjarConfig;
import nightjar.job.doors.ProductionDoors;
import nightjar.job.replay.Recordings;
import nightjar.model.port.ObjectStore;
import nightjar.sandbox.box.Death;
import nightjar.sandbox.box.Neighbour;
import nightjar.sandbox.box.Observatory;
import nightjar.sandbox.box.Options;
import nightjar.sandbox.camera.NamedBytes;

/** Real neighbours with the real job among them, ready for a night. Leaves nothing behind. */
final class Site implements AutoCloseable {

    private final Observatory box;
    private final NightjarConfig config;
    private final ObjectStore store;
    private final Optional<LocalCluster> cluster;
    private final Telescope telescope;
    private final Optional<SecureWires> secure;
    private final AlertReader alerts;
    private final LedgerReader ledger;

    private Site(
            Observatory box,
            NightjarConfig config,
            ObjectStore store,
            Optional<LocalCluster> cluster,
            Telescope telescope,
            Optional<SecureWires> secure) {
        this.box = box;
        this.config = config;
        this.store = store;
        this.cluster = cluster;
        this.telescope = telescope;
        this.secure = secure;
        var kafka = box.kafka().address();
        var registry = box.desk().registry();
        alerts = new AlertReader(kafka, config.topics().alerts(), registry);
        ledger = new LedgerReader(kafka, config.topics().ledger(), config.topics().quarantine());
    }

    /** Starts everything; templates are made while the servers come up. */
    static Site open(Night night, DemoOptions options, Consumer<String> progress) throws Exception {
        var templates = templates(night, progress);
        var box =
                Observatory.start(EnumSet.allOf(Neighbour.class), boxOf(night, options), progress);
        // What libraries unpack (compression, RocksDB) goes with the box, even after a SIGKILL.
        temporaryFilesIn(Files.createDirectories(box.folder().resolve("tmp")));
        try {
            return furnish(night, options, progress, box, templates);
        } catch (Exception | Error e) {
            var deaths = box.deaths();
            end(box);
            if (!deaths.isEmpty()) {
                throw withoutNeighbour(deaths.get(0), e);
            }
            throw e;
        }
    }

    /** Templates that keep every core busy for long wait until the servers are up. */
    private static Supplier<List<NamedBytes>> templates(Night night, Consumer<String> progress) {
        if (night.isLarge()) {
            return () -> templatesOf(night, progress);
        }
        return CompletableFuture.supplyAsync(() -> templatesOf(night, progress))::join;
    }

    private static Options boxOf(Night night, DemoOptions options) {
        var box =
                Options.forDemo()
                        .withInstruments(List.of(night.instrument()))
                        .withKeptLogs(OwnLog.beside());
        return options.secure ? box.with(Options.Wish.ENCRYPTION).with(Options.Wish.LOGINS) : box;
    }

    /** Whatever failed then, failed because of that. */
    private static IOException withoutNeighbour(Death death, Throwable failure) {
        return new IOException("set-up ends here, since " + death.how(), failure);
    }

    private static void temporaryFilesIn(Path folder) {
        System.setProperty("java.io.tmpdir", folder.toString());
    }

    /** From now on temporary files go where the box's folder was made. */
    private static void end(Observatory box) {
        temporaryFilesIn(box.folder().resolveSibling(""));
        box.close();
    }

    private static List<NamedBytes> templatesOf(Night night, Consumer<String> progress) {
        var templates = new ArrayList<NamedBytes>();
        long start = System.nanoTime();
        night.templates(templates::add);
        progress.accept(
                String.format(
                        java.util.Locale.ROOT,
                        "%d templates ready in %.1f s",
                        templates.size() - 1,
                        (System.nanoTime() - start) / 1e9));
        return templates;
    }

    private static Site furnish(
            Night night,
            DemoOptions options,
            Consumer<String> progress,
            Observatory box,
            Supplier<List<NamedBytes>> templates)
            throws IOException, InterruptedException, ExecutionException {
        var secure = Optional.<SecureWires>empty();
        if (options.secure) {
            secure = Optional.of(SecureWires.before(box));
        }
        var config = DemoConfig.of(night, box, secure, options);
        var furnishing = new Furnishing(box, config);
        furnishing.topics();
        furnishing.tables(night.firstMjdTai());
        var store = furnishing.store();
        Furnishing.put(store, night.geometry());
        for (var template : templates.get()) {
            Furnishing.put(store, template);
        }
        var folder = DemoConfig.calibrations(box);
        night.calibrations(file -> write(folder, file));
        if (!box.deaths().isEmpty()) {
            throw new IllegalStateException("not all neighbours are there");
        }
        Files.writeString(box.folder().resolve("nightjar.yaml"), Configurations.toYaml(config));
        var cluster = Optional.<LocalCluster>empty();
        if (!options.noJob) {
            cluster = Optional.of(job(box, config, options));
            progress.accept("the job is running");
        }
        return new Site(box, config, store, cluster, furnishing.telescope(store), secure);
    }

    private static LocalCluster job(Observatory box, NightjarConfig config, DemoOptions options)
            throws InterruptedException, ExecutionException {
        return LocalCluster.start(
                "nightjar " + config.lineage(),
                box.folder().resolve("flink"),
                env -> NightjarJob.describe(env, doors(config, options), Settings.of(config)));
    }

    private static void write(Path folder, NamedBytes file) {
        var path = folder.resolve(file.key());
        try {
            Files.createDirectories(path.resolveSibling(""));
            Files.write(path, file.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }

    private static Doors doors(NightjarConfig config, DemoOptions options) {
        return options.record
                .map(night -> Recordings.begin(night, config))
                .orElseGet(() -> new ProductionDoors(config));
    }

    Telescope telescope() {
        return telescope;
    }

    AlertReader alerts() {
        return alerts;
    }

    LedgerReader ledger() {
        return ledger;
    }

    MeasurementReader measurements() {
        return new MeasurementReader(box.desk().sasquatch());
    }

    ApdbReader apdb() {
        return new ApdbReader(config.apdb());
    }

    /** The neighbours, to stop and start one. */
    Observatory box() {
        return box;
    }

    NightjarConfig config() {
        return config;
    }

    Path satellites() {
        return box.sattle().satellites();
    }

    private LocalCluster ours() {
        return cluster.orElseThrow(() -> new IllegalStateException("no job of this site runs"));
    }

    String webUi() {
        return ours().webUi();
    }

    /** The job's address in Flink's REST interface. */
    String job() {
        return ours().jobUrl();
    }

    String logs() {
        return OwnLog.place() + ", servers' in " + box.logs();
    }

    /** Stage → questions in flight; empty while Flink does not know. */
    Map<String, Integer> inFlight() {
        return cluster.map(LocalCluster::inFlight).orElse(Map.of());
    }

    /** Who died by itself; the logs are where they stay. */
    List<Death> died() {
        return box.deaths();
    }

    /** Whether nobody is stopped and nobody has died. */
    boolean isComplete() {
        return box.neighbours().stream().allMatch(box::isRunning);
    }

    /** Throws, in words, when the job has died. */
    void checkAlive() {
        cluster.ifPresent(LocalCluster::checkAlive);
    }

    /** What others need to know to speak to this site's neighbours. */
    Encore.Site standing() {
        return new Encore.Site(box.folder(), box.addresses(), config);
    }

    Map<String, String> addresses() {
        var all = new TreeMap<>(box.addresses());
        cluster.ifPresent(it -> all.put("flink", it.webUi()));
        all.put("config", box.folder().resolve("nightjar.yaml").toString());
        all.put("alertTopic", config.topics().alerts());
        all.put("pids", box.pids().toString());
        return all;
    }

    @Override
    public void close() {
        alerts.close();
        ledger.close();
        telescope.close();
        cluster.ifPresent(LocalCluster::close);
        store.close();
        secure.ifPresent(SecureWires::close);
        end(box);
    }
}
