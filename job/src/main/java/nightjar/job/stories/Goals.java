// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Which goals for recoveries were met. Those of a busy machine may be missed: they are told, and
 * break no promise.
 *
 * @param total how many there were
 * @param missed what took longer, with its seconds and the goal's
 * @param unmeasured whose recovery nobody saw, though there is a goal for it
 */
record Goals(int total, List<String> missed, List<String> unmeasured) {

    Goals {
        missed = List.copyOf(missed);
        unmeasured = List.copyOf(unmeasured);
    }

    /** Of all lines of {@link Recovery#table}. */
    static Goals of(List<StoryRow> rows) {
        var sum = new Sum();
        boolean hasSeeds = rows.stream().mapToLong(StoryRow::seed).distinct().count() > 1;
        for (var row : rows) {
            var it = row.recovery();
            var name = hasSeeds ? row.name() + " of seed " + row.seed() : row.name();
            if (it.goalSeconds() > 0) {
                sum.add(name, it.seconds(), it.goalSeconds());
                it.lateness()
                        .ifPresent(
                                late ->
                                        sum.add(
                                                name + " " + late.key() + " later by",
                                                OptionalDouble.of(late.seconds()),
                                                late.goalSeconds()));
            }
            if (it.stallSeconds().isPresent()) {
                sum.add(
                        name + " readers stood still",
                        it.stallSeconds(),
                        Recovery.STALL_GOAL_SECONDS);
            }
        }
        return new Goals(sum.total, sum.missed, sum.unmeasured);
    }

    private static final class Sum {

        private final List<String> missed = new ArrayList<>();
        private final List<String> unmeasured = new ArrayList<>();
        private int total;

        void add(String what, OptionalDouble seconds, double goal) {
            total++;
            if (seconds.isEmpty()) {
                unmeasured.add(what);
            } else if (seconds.getAsDouble() > goal) {
                missed.add(
                        String.format(
                                Locale.ROOT,
                                "%s %.1f s (%.0f)",
                                what,
                                seconds.getAsDouble(),
                                goal));
            }
        }
    }

    private int met() {
        return total - missed.size() - unmeasured.size();
    }

    String line() {
        return "recovery goals: %d of %d met".formatted(met(), total)
                + listed("missed", missed)
                + listed("not measured", unmeasured);
    }

    private static String listed(String what, List<String> all) {
        return all.isEmpty() ? "" : "; " + what + ": " + String.join(", ", all);
    }

    void json(ObjectNode node) {
        node.put("total", total).put("met", met());
        fill(node.putArray("missed"), missed);
        fill(node.putArray("notMeasured"), unmeasured);
    }

    private static void fill(ArrayNode array, List<String> all) {
        all.forEach(array::add);
    }
}
