// SPDX-License-Identifier: Apache-2.0
package nightjar.job.operate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nightjar.job.cluster.Daemon;
import nightjar.job.cluster.Pair;
import nightjar.job.cluster.Roster;

/**
 * How a cluster is.
 *
 * @param pair which
 * @param roster its processes
 * @param leader where the leader's web UI is; empty when nobody leads
 * @param slots all and free
 * @param jobs that have not ended
 * @param trouble why the leader could not be asked; empty when it could
 */
record ClusterReport(
        Pair pair, Roster roster, String leader, Slots slots, List<Job> jobs, String trouble) {

    /** Of all TaskManagers. */
    record Slots(int taskManagers, int total, int free) {}

    /** A job that has not ended. */
    record Job(String id, String name, String state) {}

    static ClusterReport of(Pair pair) throws InterruptedException {
        var roster = pair.require();
        var leadless = pair.leadless();
        if (leadless.isPresent()) {
            return leaderless(pair, roster, leadless.get());
        }
        try (var flink = pair.impatientJobs()) {
            var overview = flink.overview();
            var slots =
                    new Slots(
                            overview.getNumTaskManagersConnected(),
                            overview.getNumSlotsTotal(),
                            overview.getNumSlotsAvailable());
            var jobs =
                    flink.running().stream()
                            .map(
                                    it ->
                                            new Job(
                                                    it.getJobId().toString(),
                                                    it.getJobName(),
                                                    it.getJobState().toString()))
                            .toList();
            return new ClusterReport(pair, roster, flink.leader(), slots, jobs, "");
        } catch (IllegalStateException e) {
            return leaderless(pair, roster, String.valueOf(e.getMessage()));
        }
    }

    private static ClusterReport leaderless(Pair pair, Roster roster, String why) {
        return new ClusterReport(pair, roster, "", new Slots(0, 0, 0), List.of(), why);
    }

    /** Prints it; 1 when something is missing. */
    int tell(Console console, boolean asJson) {
        if (asJson) {
            console.out().println(json().toPrettyString());
        } else {
            words().forEach(console.out()::println);
        }
        return isWhole() ? 0 : 1;
    }

    private boolean isWhole() {
        return trouble.isEmpty()
                && roster.daemons().stream().allMatch(this::isAlive)
                && slots.taskManagers() >= roster.taskManagers();
    }

    private boolean isAlive(Daemon daemon) {
        return daemon.isAlive(pair.folder());
    }

    private String web(Daemon daemon) {
        return daemon.isJobManager() ? roster.webUrl(daemon.role()) : "";
    }

    private boolean leads(Daemon daemon) {
        return daemon.isJobManager() && web(daemon).equals(leader);
    }

    private List<String> words() {
        var lines = new ArrayList<String>();
        for (var daemon : roster.daemons()) {
            lines.add(
                    String.format(
                                    Locale.ROOT,
                                    "%-14s %8s  %s%s",
                                    daemon.role(),
                                    isAlive(daemon) ? Long.toString(daemon.pid()) : "DEAD",
                                    web(daemon),
                                    leads(daemon) ? "  leads" : "")
                            .stripTrailing());
        }
        if (!trouble.isEmpty()) {
            lines.add("nobody leads: " + trouble);
        } else {
            tellOfLeader(lines);
        }
        if (!isWhole()) {
            lines.add("part of it is missing: ./nightjar cluster up starts it");
        }
        return lines;
    }

    private void tellOfLeader(List<String> lines) {
        lines.add(
                "%d TaskManagers, %d slots, %d of them free"
                        .formatted(slots.taskManagers(), slots.total(), slots.free()));
        jobs.forEach(job -> lines.add(job.state() + " " + job.name() + " " + job.id()));
        if (jobs.isEmpty()) {
            lines.add("no job");
        }
    }

    private ObjectNode json() {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("folder", pair.folder().toString()).put("whole", isWhole()).put("leader", leader);
        var processes = node.putArray("processes");
        for (var daemon : roster.daemons()) {
            processes
                    .addObject()
                    .put("role", daemon.role())
                    .put("pid", daemon.pid())
                    .put("alive", isAlive(daemon))
                    .put("web", web(daemon))
                    .put("leads", leads(daemon));
        }
        node.put("taskManagers", slots.taskManagers());
        node.put("slots", slots.total()).put("slotsFree", slots.free());
        var all = node.putArray("jobs");
        for (var job : jobs) {
            all.addObject().put("id", job.id()).put("name", job.name()).put("state", job.state());
        }
        return node.put("trouble", trouble);
    }
}
