// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nightjar.job.config.ConfigurationException;
import org.apache.flink.configuration.Configuration;

/**
 * A cluster on this machine in a folder of its own: ZooKeeper, a pair of JobManagers of which one
 * leads and the other stands by, and TaskManagers, each a JVM. What the folder remembers suffices
 * to find the processes again, and to go on with their jobs when all of them died.
 */
public final class Pair {

    private static final String ZOOKEEPER = "zookeeper";
    private static final int SLOTS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration TO_END = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final Path root;
    private final Path folder;
    private final Launch launch;

    private Pair(Path root, Path folder, Launch launch) {
        this.root = root.toAbsolutePath().normalize();
        this.folder = folder.toAbsolutePath().normalize();
        this.launch = launch;
    }

    /**
     * Whose processes outlive this JVM.
     *
     * @param root the folder that holds flink-conf
     */
    public static Pair in(Path root, Path folder) {
        return new Pair(root, folder, Launch.FREE);
    }

    /** Whose processes die with this JVM. */
    public static Pair leashed(Path root, Path folder) {
        return new Pair(root, folder, Launch.LEASHED);
    }

    public Path folder() {
        return folder;
    }

    /** What is known of it; empty when there never was one, or it was taken down. */
    public Optional<Roster> roster() {
        return Roster.in(folder);
    }

    /** Whether any of it lives. */
    public boolean isUp() {
        return roster().stream()
                .flatMap(roster -> roster.daemons().stream())
                .anyMatch(daemon -> daemon.isAlive(folder));
    }

    /**
     * The roster of a cluster of which something lives.
     *
     * @throws ConfigurationException when there is none
     */
    public Roster require() {
        return roster().filter(
                        roster -> roster.daemons().stream().anyMatch(it -> it.isAlive(folder)))
                .orElseThrow(
                        () ->
                                new ConfigurationException(
                                        "no cluster runs in %s: start one with ./nightjar cluster up"
                                                .formatted(folder)));
    }

    /** Flink's settings, for a client and its jobs. */
    public Configuration flink() {
        return settings(require()).flink();
    }

    private PairSettings settings(Roster roster) {
        return new PairSettings(root, folder, roster);
    }

    public Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    public Path savepoints() {
        return folder.resolve("savepoints");
    }

    public Path logs() {
        return folder.resolve("logs");
    }

    /**
     * Starts what is not there.
     *
     * @param taskManagers how many; those beyond it that live are left
     * @param more Flink's settings, for a cluster that is new
     * @return what was started
     */
    public List<Daemon> up(int taskManagers, Map<String, String> more)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var roster =
                roster().orElseGet(() -> launch.plan(taskManagers, SLOTS, more))
                        .withTaskManagers(taskManagers);
        settings(roster).write();
        roster.write(folder);
        var started = new ArrayList<Daemon>();
        for (var role : roster.roles()) {
            if (roster.daemon(role).filter(it -> it.isAlive(folder)).isEmpty()) {
                var daemon = launch.start(role, settings(roster));
                started.add(daemon);
                roster = roster.with(daemon);
                roster.write(folder);
            }
            if (role.equals(ZOOKEEPER)) {
                awaitZooKeeper(roster);
            }
        }
        return started;
    }

    /** A JobManager that does not find it ends after some attempts. */
    private void awaitZooKeeper(Roster roster) throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!SmallPlace.answers(roster.zooKeeper())) {
            requireAlive(roster, ZOOKEEPER);
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException(
                        "ZooKeeper does not answer after %d s: look into %s"
                                .formatted(PATIENCE.toSeconds(), logs()));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** The newest savepoint or retained checkpoint, whichever is newer. */
    public Optional<Path> newestPlace() {
        return RetainedCheckpoints.newest(List.of(checkpoints(), savepoints()), place -> true);
    }

    /** The newest of those that jobs of this name left. */
    public Optional<Path> newestPlace(String job) {
        var names = names();
        return RetainedCheckpoints.newest(
                List.of(checkpoints(), savepoints()), place -> names.left(place, job));
    }

    /** Remembers how a job was called that was handed over. */
    public void remember(String id, String name) {
        names().note(id, name);
    }

    private JobNames names() {
        return new JobNames(folder.resolve("jobs"));
    }

    /** Waits until a JobManager leads and all TaskManagers are with it. */
    public void awaitReady() throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        var roster = require();
        var why = "";
        while (System.nanoTime() < giveUp) {
            try (var jobs = FlinkJobs.at(flink(), ANSWER)) {
                var overview = jobs.overview();
                why = overview.getNumTaskManagersConnected() + " TaskManagers are there";
                if (overview.getNumTaskManagersConnected() >= roster.taskManagers()) {
                    return;
                }
            } catch (IllegalStateException e) {
                why = String.valueOf(e.getMessage());
            }
            roster.roles().forEach(role -> requireAlive(roster, role));
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new IllegalStateException(
                "the cluster is not ready after %d s (%s): look into %s"
                        .formatted(PATIENCE.toSeconds(), why, logs()));
    }

    private void requireAlive(Roster roster, String role) {
        if (roster.daemon(role).filter(it -> it.isAlive(folder)).isEmpty()) {
            throw new IllegalStateException(
                    "%s ended by itself: look into %s"
                            .formatted(role, logs().resolve(role + ".log")));
        }
    }

    /** The JobManager that leads. */
    public Daemon leader() {
        var roster = require();
        try (var jobs = jobs()) {
            var url = jobs.leader();
            return roster.daemons().stream()
                    .filter(it -> it.isJobManager() && roster.webUrl(it.role()).equals(url))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("nobody leads at " + url));
        }
    }

    /** The TaskManager that has image workers, which is where a job's work is. */
    public Daemon worker() {
        return require().daemons().stream()
                .filter(Daemon::isTaskManager)
                .filter(it -> it.process(folder).stream().anyMatch(p -> p.children().count() > 0))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no TaskManager has image workers"));
    }

    /** Ends all of it at once (SIGKILL). */
    public void killAll() throws InterruptedException {
        for (var daemon : require().daemons()) {
            daemon.kill(folder);
        }
    }

    /** A client of the leader. */
    public FlinkJobs jobs() {
        return FlinkJobs.at(flink());
    }

    /** One that gives up soon. */
    public FlinkJobs impatientJobs() {
        return FlinkJobs.at(flink(), ANSWER);
    }

    /**
     * Ends all processes, ZooKeeper last, so that nobody mourns it.
     *
     * @return those that lived
     */
    public List<Daemon> down() throws InterruptedException {
        var lived = new ArrayList<>(roster().map(Roster::daemons).orElse(List.of()));
        lived.removeIf(daemon -> !daemon.isAlive(folder));
        for (boolean isLast : new boolean[] {false, true}) {
            var some = lived.stream().filter(it -> it.role().equals(ZOOKEEPER) == isLast).toList();
            Daemon.end(some, folder, TO_END);
        }
        return lived;
    }

    /**
     * Forgets a cluster that is down, its jobs and logs, but for its checkpoints and savepoints.
     */
    public void forget() throws IOException {
        var known = roster();
        if (known.isPresent()) {
            for (var own : settings(known.get()).ownFolders()) {
                Folders.delete(own);
            }
            Roster.forget(folder);
        }
        for (var each : List.of(checkpoints(), savepoints())) {
            Folders.deleteIfEmpty(each);
        }
        if (newestPlace().isEmpty()) {
            Files.deleteIfExists(names().file());
        }
        Folders.deleteIfEmpty(folder);
    }

    /** Keeps the logs of a cluster that goes. */
    public void keepLogs(Path into) throws IOException {
        Folders.copy(logs(), into, "pair-");
    }
}
