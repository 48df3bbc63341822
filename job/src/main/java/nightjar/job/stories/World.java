// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import nightjar.job.OwnLog;
import nightjar.job.cluster.ClusterSettings;
import nightjar.job.cluster.Pair;
import nightjar.job.cluster.StandaloneCluster;
import nightjar.job.config.NightjarConfig;
import nightjar.model.port.ObjectStore;
import nightjar.sandbox.box.Brokers;
import nightjar.sandbox.box.KafkaTrio;
import nightjar.sandbox.box.Neighbour;
import nightjar.sandbox.box.Observatory;
import nightjar.sandbox.box.Options;
import nightjar.sandbox.worker.Orders;

/** Real neighbours, a little Flink cluster of processes, and a night: for all stories of a seed. */
final class World implements AutoCloseable {

    /** A death is noticed at once; an older checkpoint can be had. */
    private static final Map<String, String> FLINK =
            Map.of(
                    "execution.checkpointing.num-retained", "100",
                    "restart-strategy.exponential-delay.initial-backoff", "300 ms",
                    "restart-strategy.exponential-delay.max-backoff", "2 s",
                    "heartbeat.interval", "500",
                    "heartbeat.timeout", "30000",
                    "pekko.ask.timeout", "60 s");

    /** The pair is as it is shipped; but a busy machine may be slow to answer and to end a task. */
    private static final Map<String, String> PATIENT =
            Map.of("pekko.ask.timeout", "60 s", "task.cancellation.timeout", "120000");

    private static final int SLOTS = 4;
    private static final int TASK_MANAGERS = 2;
    private static final int LONGEST_WORD = 20;

    private final Observatory box;
    private final StandaloneCluster cluster;
    private final StoryNight night;
    private final ObjectStore store;
    private final List<AutoCloseable> kept = new ArrayList<>();
    private Optional<Pair> pair = Optional.empty();
    private Optional<KafkaTrio> trio = Optional.empty();
    private Optional<Harvest> undisturbed = Optional.empty();
    private Map<String, Double> seconds = Map.of();
    private int runs;

    private World(Observatory box, StandaloneCluster cluster, StoryNight night, ObjectStore store) {
        this.box = box;
        this.cluster = cluster;
        this.night = night;
        this.store = store;
    }

    /** Starts everything for a seed. */
    static World open(long seed, Consumer<String> progress)
            throws IOException, InterruptedException {
        var box =
                Observatory.start(
                        EnumSet.allOf(Neighbour.class),
                        Options.forTests().withKeptLogs(OwnLog.beside()),
                        progress);
        try {
            var night = new StoryNight(seed, Instant.now().truncatedTo(ChronoUnit.SECONDS));
            var flink =
                    ClusterSettings.of(
                            StoryConfig.root().toAbsolutePath(),
                            box.folder().resolve("flink"),
                            SLOTS,
                            FLINK);
            var cluster = StandaloneCluster.start(flink, logs(box));
            var furniture = new Furniture(box, night);
            var store = furniture.store();
            furniture.put(store);
            return new World(box, cluster, night, store);
        } catch (IOException | RuntimeException e) {
            box.close();
            throw e;
        }
    }

    /** Beside this command's own log, where they outlive the world. */
    private static Path logs(Observatory box) {
        var beside = OwnLog.beside();
        return beside.isEmpty() ? box.logs() : Path.of(beside + "flink");
    }

    /** Makes a run ready: topics, keyspaces, and a configuration with these settings. */
    Run run(String name, Story.Settings settings) throws Exception {
        runs++;
        var run = "s%d-%02d-%s".formatted(night.seed(), runs, brief(name));
        var orders = new Orders(Files.createDirectories(box.folder().resolve(run + "-orders")));
        var config =
                new StoryConfig(box, run, night.seed(), orders.folder())
                        .with(settings.of(this, run));
        return Run.open(this, run, config, orders);
    }

    /** A lineage's name is at most 40 characters long. */
    private static String brief(String name) {
        return name.length() <= LONGEST_WORD
                ? name
                : name.substring(0, LONGEST_WORD).replaceAll("-+$", "");
    }

    Observatory box() {
        return box;
    }

    StandaloneCluster cluster() {
        return cluster;
    }

    /** Three brokers, for a story alone: they end with it. */
    KafkaTrio threeBrokers() throws IOException, InterruptedException {
        if (trio.isEmpty()) {
            trio = Optional.of(box.threeBrokers());
        }
        return trio.get();
    }

    /** The Kafka of a run, for who need not log in. */
    Brokers kafka(NightjarConfig config) {
        var bootstrap = config.kafka().alerts().bootstrap();
        return trio.<Brokers>map(it -> it)
                .filter(it -> it.address().equals(bootstrap))
                .orElseGet(box::kafka);
    }

    /** A cluster of a pair of JobManagers, whole; begun when a story first wants it. */
    Pair pair() throws IOException, InterruptedException {
        var whole =
                pair.orElseGet(
                        () -> Pair.leashed(StoryConfig.root(), box.folder().resolve("pair")));
        pair = Optional.of(whole);
        whole.up(TASK_MANAGERS, PATIENT);
        whole.awaitReady();
        return whole;
    }

    StoryNight night() {
        return night;
    }

    ObjectStore store() {
        return store;
    }

    /**
     * Keeps what the night leaves when nobody disturbs it.
     *
     * @param harvest what it leaves
     * @param ends "visit/detector" → seconds from its images to its end
     */
    void remember(Harvest harvest, Map<String, Double> ends) {
        undisturbed = Optional.of(harvest);
        seconds = Map.copyOf(ends);
    }

    /** "visit/detector" → seconds from its images to its end, when nobody disturbs it. */
    Map<String, Double> seconds() {
        return seconds;
    }

    /** What the night leaves when nobody disturbs it. */
    Harvest undisturbed() {
        return undisturbed.orElseThrow(
                () -> new IllegalStateException("the night has not been played undisturbed"));
    }

    /** Closes it with the world: a run's job and its audit may need it to the end. */
    <T extends AutoCloseable> T keep(T open) {
        kept.add(open);
        return open;
    }

    /** The folder of the cluster's logs. */
    Path logs() {
        return logs(box);
    }

    /** Has everybody be there again, whatever a story did. */
    void restore() throws IOException, InterruptedException {
        trio.ifPresent(KafkaTrio::close);
        trio = Optional.empty();
        for (var neighbour : List.copyOf(box.neighbours())) {
            box.start(neighbour);
        }
    }

    /** A folder of this world for a story. */
    Path folder(String name) throws IOException {
        return Files.createDirectories(box.folder().resolve(name));
    }

    private void takeDown() {
        try {
            if (pair.isPresent()) {
                pair.get().down();
                pair.get().keepLogs(logs());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the leash ends what is left
        } catch (IOException e) {
            throw new UncheckedIOException("the logs of the pair cannot be kept", e);
        }
    }

    @Override
    public void close() {
        takeDown();
        cluster.close();
        for (var each : kept) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException(each + " cannot be closed", e);
            }
        }
        store.close();
        box.close();
    }
}
