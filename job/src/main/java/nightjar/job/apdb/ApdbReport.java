// SPDX-License-Identifier: Apache-2.0
package nightjar.job.apdb;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nightjar.connectors.apdb.ApdbSettings;
import nightjar.connectors.apdb.ApdbStatus;
import nightjar.model.ids.TimePartition;

/**
 * An APDB's state in words and for machines.
 *
 * @param status what was found
 * @param nowMjdTai by which its time partitions are judged
 */
record ApdbReport(ApdbStatus status, double nowMjdTai) {

    /** Fewer days than this ahead, and somebody should extend it. */
    private static final int SOON_DAYS = 60;

    /** What keeps nightjar from using it tonight; none when nothing does. */
    List<String> problems() {
        var problems = new ArrayList<>(status.problems());
        status.settings()
                .filter(it -> it.timeTables() && !holds(it))
                .ifPresent(
                        it ->
                                problems.add(
                                        "it has no tables for today; ./nightjar apdb partition"
                                                + " --until DATE makes them"));
        return problems;
    }

    private boolean holds(ApdbSettings settings) {
        int now = TimePartition.of(nowMjdTai, settings.timeDays());
        return now >= settings.firstPartition() && now <= settings.lastPartition();
    }

    List<String> words() {
        var lines = new ArrayList<String>();
        lines.add("APDB " + status.keyspace());
        new TreeMap<>(status.versions()).forEach((name, it) -> lines.add(row(name, it)));
        status.settings().ifPresent(it -> describe(it, lines));
        lines.add(row("tables", Integer.toString(status.tables())));
        if (!status.replication().isEmpty()) {
            lines.add(row("replication", replication()));
        }
        var problems = problems();
        problems.forEach(it -> lines.add("problem: " + it));
        lines.add(problems.isEmpty() ? "nightjar can use it" : "nightjar cannot use it");
        return lines;
    }

    private void describe(ApdbSettings it, List<String> lines) {
        lines.add(row("pixels", "mq3c, level " + it.pixelLevel()));
        lines.add(
                row(
                        "replica",
                        !it.replica()
                                ? "no"
                                : it.replicaSkipsObjects() ? "yes, DiaObject there only" : "yes"));
        if (!it.timeTables()) {
            lines.add(row("time", "one table for all times, by " + it.timeDays() + " days"));
            return;
        }
        long left = Math.round(endMjdTai(it) - nowMjdTai);
        lines.add(
                row(
                        "time",
                        "tables of %d days, %d to %d: %s up to %s (%d days ahead)"
                                .formatted(
                                        it.timeDays(),
                                        it.firstPartition(),
                                        it.lastPartition(),
                                        startDay(it),
                                        endDay(it),
                                        left)));
        if (left >= 0 && left < SOON_DAYS) {
            lines.add("soon: ./nightjar apdb partition --until DATE makes tables for later");
        }
    }

    private String replication() {
        return status.replication().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> it.getKey() + " " + it.getValue())
                .map(it -> it.replace("org.apache.cassandra.locator.", ""))
                .collect(Collectors.joining(", "));
    }

    private static String row(String name, String value) {
        return "  %-30s %s".formatted(name, value);
    }

    private static LocalDate startDay(ApdbSettings it) {
        return day(TimePartition.startMjdTai(it.firstPartition(), it.timeDays()));
    }

    private static LocalDate endDay(ApdbSettings it) {
        return day(endMjdTai(it));
    }

    private static double endMjdTai(ApdbSettings it) {
        return TimePartition.startMjdTai(it.lastPartition() + 1, it.timeDays());
    }

    private static LocalDate day(double mjdTai) {
        return LocalDate.ofEpochDay((long) Math.floor(mjdTai - TimePartition.EPOCH_MJD));
    }

    ObjectNode json() {
        var root = new ObjectMapper().createObjectNode();
        root.put("keyspace", status.keyspace()).put("usable", problems().isEmpty());
        var versions = root.putObject("versions");
        new TreeMap<>(status.versions()).forEach(versions::put);
        status.settings().ifPresent(it -> settings(it, root));
        root.put("tables", status.tables());
        var replication = root.putObject("replication");
        new TreeMap<>(status.replication()).forEach(replication::put);
        problems().forEach(root.putArray("problems")::add);
        return root;
    }

    /** For machines, too, that nothing was done. */
    static ObjectNode refusal(String why) {
        var root = new ObjectMapper().createObjectNode();
        root.put("usable", false).putArray("problems").add(why);
        return root;
    }

    private static void settings(ApdbSettings it, ObjectNode root) {
        root.put("pixelLevel", it.pixelLevel()).put("replica", it.replica());
        root.put("replicaSkipsObjects", it.replicaSkipsObjects());
        var time = root.putObject("time");
        time.put("tables", it.timeTables()).put("days", it.timeDays());
        if (it.timeTables()) {
            time.put("first", it.firstPartition()).put("last", it.lastPartition());
            time.put("from", startDay(it).toString()).put("until", endDay(it).toString());
        }
    }
}
