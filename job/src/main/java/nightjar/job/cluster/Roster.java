// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import nightjar.job.config.ConfigurationException;

/**
 * What a cluster's folder remembers of it.
 *
 * @param zooKeeper its port
 * @param web the JobManagers' ports of the web UI, in the order of their numbers
 * @param taskManagers how many are wanted
 * @param slots of each
 * @param more Flink's settings laid over flink-conf's
 * @param daemons the processes that were started, one for each role
 */
public record Roster(
        int zooKeeper,
        List<Integer> web,
        int taskManagers,
        int slots,
        Map<String, String> more,
        List<Daemon> daemons) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int USUAL_WEB = 8081;
    private static final int USUAL_ZOOKEEPER = 2181;
    private static final int JOB_MANAGERS = 2;

    public Roster {
        web = List.copyOf(web);
        more = Map.copyOf(more);
        daemons = List.copyOf(daemons);
    }

    /** On the usual ports where they are free. */
    static Roster planned(int taskManagers, int slots, Map<String, String> more) {
        var web = new ArrayList<Integer>();
        for (int i = 0; i < JOB_MANAGERS; i++) {
            web.add(SmallPlace.freePort(USUAL_WEB + i));
        }
        return on(web, SmallPlace.freePort(USUAL_ZOOKEEPER), taskManagers, slots, more);
    }

    /** On any ports: clusters that start beside each other would both take the usual ones. */
    static Roster plannedAside(int taskManagers, int slots, Map<String, String> more) {
        var ports =
                IntStream.generate(SmallPlace::freePort)
                        .distinct()
                        .limit(JOB_MANAGERS + 1L)
                        .boxed()
                        .toList();
        var web = ports.subList(0, JOB_MANAGERS);
        return on(web, ports.get(JOB_MANAGERS), taskManagers, slots, more);
    }

    private static Roster on(
            List<Integer> web,
            int zooKeeper,
            int taskManagers,
            int slots,
            Map<String, String> more) {
        return new Roster(zooKeeper, web, taskManagers, slots, more, List.of());
    }

    private static Path file(Path folder) {
        return folder.resolve("cluster.json");
    }

    /** Of the cluster in this folder, if there ever was one. */
    static Optional<Roster> in(Path folder) {
        if (!Files.exists(file(folder))) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file(folder).toFile(), Roster.class));
        } catch (IOException e) {
            throw new ConfigurationException(
                    file(folder)
                            + " cannot be read: "
                            + e.getMessage()
                            + "; end the cluster's processes (their command lines hold -Dnightjar.cluster) and delete it",
                    e);
        }
    }

    /** Whole or not at all: it is all that is known of the processes. */
    void write(Path folder) throws IOException {
        var fresh = folder.resolve("cluster.json.new");
        JSON.writerWithDefaultPrettyPrinter().writeValue(fresh.toFile(), this);
        Files.move(fresh, file(folder), StandardCopyOption.ATOMIC_MOVE);
    }

    static void forget(Path folder) throws IOException {
        Files.deleteIfExists(file(folder));
    }

    /** With another number of TaskManagers. */
    Roster withTaskManagers(int wanted) {
        return new Roster(zooKeeper, web, wanted, slots, more, daemons);
    }

    /** A port that a stranger has taken meanwhile is no longer its own. */
    Roster withFreeWeb(String role, IntPredicate isFree) {
        if (isFree.test(webOf(role))) {
            return this;
        }
        var ports = new ArrayList<>(web);
        ports.set(ports.indexOf(webOf(role)), SmallPlace.freePort());
        return new Roster(zooKeeper, ports, taskManagers, slots, more, daemons);
    }

    /** The same of ZooKeeper's; only for a cluster of which nothing lives, since all know it. */
    Roster withFreeZooKeeper(IntPredicate isFree) {
        return isFree.test(zooKeeper)
                ? this
                : new Roster(SmallPlace.freePort(), web, taskManagers, slots, more, daemons);
    }

    /** With this process in the place of the one that had its role. */
    Roster with(Daemon fresh) {
        var others = new ArrayList<>(daemons);
        others.removeIf(daemon -> daemon.role().equals(fresh.role()));
        others.add(fresh);
        return new Roster(zooKeeper, web, taskManagers, slots, more, others);
    }

    /** All roles, in the order in which they are started. */
    List<String> roles() {
        var roles = new ArrayList<String>();
        roles.add(Pair.ZOOKEEPER);
        IntStream.rangeClosed(1, web.size()).forEach(i -> roles.add("jobmanager-" + i));
        IntStream.rangeClosed(1, taskManagers).forEach(i -> roles.add("taskmanager-" + i));
        return roles;
    }

    /** The web UI's port of a JobManager. */
    int webOf(String role) {
        return web.get(Integer.parseInt(role.substring("jobmanager-".length())) - 1);
    }

    /** The web UI of a JobManager. */
    public String webUrl(String role) {
        return "http://" + SmallPlace.LOOPBACK + ":" + webOf(role);
    }

    /** Where a role listens; empty where it takes any port. */
    Optional<Integer> port(String role) {
        if (role.equals(Pair.ZOOKEEPER)) {
            return Optional.of(zooKeeper);
        }
        return role.startsWith("jobmanager") ? Optional.of(webOf(role)) : Optional.empty();
    }

    Optional<Daemon> daemon(String role) {
        return daemons.stream().filter(daemon -> daemon.role().equals(role)).findFirst();
    }

    /** With one TaskManager lost the job still finds its slots, unless there is but one. */
    int parallelism() {
        return Math.max(1, taskManagers - 1) * slots;
    }
}
