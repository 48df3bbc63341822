// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a harm cost.
 *
 * @param goalSeconds how long it should last at most; 0 where there is no goal
 * @param seconds from the harm until it was over
 * @param stallSeconds the longest that a read_committed reader of alerts waited
 * @param lateness of the visit-detector that suffered most
 */
record Recovery(
        double goalSeconds,
        OptionalDouble seconds,
        OptionalDouble stallSeconds,
        Optional<Lateness> lateness) {

    static final Recovery NONE =
            new Recovery(0, OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty());

    static final double STALL_GOAL_SECONDS = 60;

    /** The figures that have a goal, as a table; empty when no story had one. */
    static List<String> table(List<StoryRow> rows) {
        var lines = new ArrayList<String>();
        for (var row : rows) {
            var it = row.recovery();
            if (it.goalSeconds() > 0) {
                lines.add(line(row.name(), row.seed(), it.seconds(), it.goalSeconds()));
                it.latest(row.seed()).ifPresent(lines::add);
            } else if (it.stallSeconds().isPresent()) {
                lines.add(row.name());
            }
            if (it.stallSeconds().isPresent()) {
                lines.add(
                        line(
                                "  readers stood still",
                                row.seed(),
                                it.stallSeconds(),
                                STALL_GOAL_SECONDS));
            }
        }
        if (!lines.isEmpty()) {
            lines.add(0, "recovery                       seed   seconds   goal");
        }
        return lines;
    }

    private Optional<String> latest(long seed) {
        return lateness.map(
                it ->
                        line(
                                "  " + it.key() + " later by",
                                seed,
                                OptionalDouble.of(it.seconds()),
                                it.goalSeconds()));
    }

    private static String line(String name, long seed, OptionalDouble seconds, double goal) {
        return String.format(
                Locale.ROOT,
                "%-30s %4d  %8s  %5.0f%s",
                name,
                seed,
                words(seconds),
                goal,
                verdict(seconds, goal));
    }

    private static String verdict(OptionalDouble seconds, double goal) {
        if (seconds.isEmpty()) {
            return "  NOT MEASURED";
        }
        return seconds.getAsDouble() > goal ? "  MISSED" : "";
    }

    static String words(OptionalDouble seconds) {
        return seconds.isPresent()
                ? String.format(Locale.ROOT, "%.1f", seconds.getAsDouble())
                : "-";
    }

    void json(ObjectNode node) {
        put(node, "recoverySeconds", seconds);
        if (goalSeconds > 0) {
            node.put("recoveryGoalSeconds", goalSeconds);
        }
        lateness.ifPresent(
                it ->
                        node.putObject("latest")
                                .put("key", it.key())
                                .put("laterSeconds", it.seconds())
                                .put("jobSeconds", it.jobSeconds()));
        if (stallSeconds.isPresent()) {
            put(node, "readersStalledSeconds", stallSeconds);
        }
    }

    private static void put(ObjectNode node, String name, OptionalDouble value) {
        if (value.isPresent()) {
            node.put(name, value.getAsDouble());
        } else {
            node.putNull(name);
        }
    }
}
