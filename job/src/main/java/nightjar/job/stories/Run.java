// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import com.datastax.oss.driver.api.core.CqlSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nightjar.job.NightjarJob;
import nightjar.job.Settings;
import nightjar.job.audit.AuditLine;
import nightjar.job.cluster.RetainedCheckpoints;
import nightjar.job.cluster.WebAnswers;
import nightjar.job.config.NightjarConfig;
import nightjar.job.doors.ProductionDoors;
import nightjar.job.doors.Readiness;
import nightjar.sandbox.worker.Orders;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;

/** One playing of the night, with topics, keyspaces and a lineage of its own. */
final class Run implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final World world;
    private final String name;
    private final NightjarConfig config;
    private final Orders orders;
    private final Show show;
    private final Reader reader;
    private final CqlSession session;
    private final List<Difference> broken = new ArrayList<>();
    private final Harm harm = new Harm();
    private Optional<JobID> job = Optional.empty();
    private Optional<PairJob> pairJob = Optional.empty();

    private Run(
            World world,
            String name,
            NightjarConfig config,
            Orders orders,
            Show show,
            Reader reader,
            CqlSession session) {
        this.world = world;
        this.name = name;
        this.config = config;
        this.orders = orders;
        this.show = show;
        this.reader = reader;
        this.session = session;
    }

    static Run open(World world, String name, NightjarConfig config, Orders orders)
            throws IOException, InterruptedException {
        var session = Stage.set(world, name, config);
        var reader = new Reader(world.kafka(config).address(), name, config);
        return new Run(world, name, config, orders, Show.of(world, name, config), reader, session);
    }

    World world() {
        return world;
    }

    String name() {
        return name;
    }

    NightjarConfig config() {
        return config;
    }

    /** Orders to image workers. */
    Orders orders() {
        return orders;
    }

    Show show() {
        return show;
    }

    Reader reader() {
        return reader;
    }

    /** To look into the run's keyspaces. */
    CqlSession session() {
        return session;
    }

    /** The flink-conf settings of the job: its checkpoints are in a folder of this run. */
    private Configuration flink() {
        var flink = new Configuration();
        flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints().toUri().toString());
        return flink;
    }

    /** Whether the job has left a checkpoint. */
    boolean hasCheckpoint() {
        return RetainedCheckpoints.newest(checkpoints()).isPresent();
    }

    /** Where this run's checkpoints are. */
    Path checkpoints() {
        return world.cluster().checkpoints().resolve(name);
    }

    /** Starts the job as an operator does for the first time. */
    void start() throws InterruptedException {
        start(Optional.empty());
    }

    /** Starts the job from its newest retained checkpoint, if there is one. */
    void startFromNewest() throws InterruptedException {
        start(RetainedCheckpoints.newest(checkpoints()).map(path -> path.toUri().toString()));
    }

    /** Starts the job, from a checkpoint. */
    void start(Optional<String> from) throws InterruptedException {
        Readiness.require(config);
        Readiness.requireNewest(config, from);
        job = Optional.of(submit(config, from));
    }

    /** Starts a job of another configuration beside; cancelled by the caller. */
    JobID submit(NightjarConfig other, Optional<String> from) throws InterruptedException {
        return world.cluster()
                .submit(
                        "nightjar " + other.lineage(),
                        from,
                        flink(),
                        env ->
                                NightjarJob.describe(
                                        env, new ProductionDoors(other), Settings.of(other)));
    }

    /** The job, on the cluster that has a pair of JobManagers; not started yet. */
    PairJob onPair() throws IOException, InterruptedException {
        var made = PairJob.of(this);
        pairJob = Optional.of(made);
        return made;
    }

    /** Cancels the job; its checkpoints stay. */
    void stop() throws InterruptedException {
        if (pairJob.isPresent()) {
            pairJob.get().cancel();
        }
        if (job.isPresent()) {
            var running = job.get();
            job = Optional.empty();
            world.cluster().cancel(running);
        }
    }

    /** What anybody may ask Flink of the job, and the answers; none when it does not run. */
    Map<String, String> webAnswers() throws IOException, InterruptedException {
        return job.isEmpty()
                ? Map.of()
                : WebAnswers.of(world.cluster().web(), job.get().toString());
    }

    /** The job went with its cluster. */
    void jobIsGone() {
        job = Optional.empty();
    }

    /** Says that the harm was done now, to this process. */
    void harmed(long process) {
        harm.done(process);
    }

    /** What was done to it. */
    Harm harm() {
        return harm;
    }

    /** The longest that a read_committed reader of alerts waited, where somebody looked. */
    OptionalDouble stallSeconds() {
        return pairJob.map(it -> it.stalls().longestSeconds()).orElse(OptionalDouble.empty());
    }

    /** Says that a promise of the story was not kept. */
    void broke(String promise, String detail) {
        broken.add(new Difference(Difference.Kind.PROMISE, promise, detail));
    }

    List<Difference> broken() {
        return List.copyOf(broken);
    }

    /** Waits until every visit-detector of the night has ended and its alerts are there. */
    void awaitEnd() throws InterruptedException, TimeoutException {
        awaitEnd(StoryNight.VISITS * StoryNight.DETECTORS);
    }

    void awaitEnd(int expected) throws InterruptedException, TimeoutException {
        await(
                expected + " visit-detectors to end",
                () -> {
                    var newest = reader.newest().values();
                    int sent =
                            newest.stream().mapToInt(it -> it.json().path("alerts").asInt()).sum();
                    return newest.size() >= expected && reader.alertCount() >= sent;
                });
    }

    interface Condition {
        boolean holds() throws InterruptedException;
    }

    /** Waits for something to happen. */
    void await(String what, Condition condition) throws InterruptedException, TimeoutException {
        await(what, PATIENCE, condition);
    }

    void await(String what, Duration patience, Condition condition)
            throws InterruptedException, TimeoutException {
        long giveUp = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > giveUp) {
                throw new TimeoutException(
                        "waited %d s for %s; ended: %s"
                                .formatted(patience.toSeconds(), what, ended()));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private Map<String, String> ended() {
        var words = new LinkedHashMap<String, String>();
        reader.newest().forEach((key, entry) -> words.put(key, entry.outcome()));
        return words;
    }

    /** What the run left, when two more checkpoints have had time to add to it. */
    Harvest harvest() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(2_500);
        return reader.harvest(Tables.read(session, config.apdb().keyspace()));
    }

    /** What the independent witness says. */
    AuditLine audit() throws InterruptedException {
        return AuditLine.of(config, world.night().firstVisit(), world.night().lastVisit());
    }

    @Override
    public void close() {
        show.close();
        reader.close();
        Stage.strike(session, config);
    }
}
