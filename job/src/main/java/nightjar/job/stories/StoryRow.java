// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nightjar.job.stories.Difference.Kind;

/**
 * What a story came to.
 *
 * @param differences all of them, allowed or not
 * @param recovery what it cost
 * @param pid the process that was harmed; 0 for none
 * @param seconds that the story took
 * @param why it did not pass; empty when it did
 */
record StoryRow(
        String name,
        long seed,
        List<Difference> differences,
        Recovery recovery,
        long pid,
        double seconds,
        String why) {

    private static final int MOST_TOLD = 5;

    StoryRow {
        differences = List.copyOf(differences);
    }

    /** Of a story that came to its end. */
    static StoryRow of(Story story, Run run, List<Difference> differences, double seconds) {
        return new StoryRow(
                story.name(),
                run.world().night().seed(),
                differences,
                new Recovery(
                        story.goalSeconds(),
                        run.harm().seconds(run.reader()),
                        run.stallSeconds(),
                        Lateness.of(
                                run.world().seconds(),
                                run.reader().seconds(),
                                run.harm().pausedSeconds())),
                run.harm().pid(),
                seconds,
                unexcused(
                        story.mayDiffer().rule().in(run.world().night(), run.world().undisturbed()),
                        differences));
    }

    /** The differences that a promise does not allow, in words; empty when there are none. */
    static String unexcused(Predicate<Difference> allowed, List<Difference> differences) {
        var unexcused = differences.stream().filter(it -> !allowed.test(it)).toList();
        var words =
                unexcused.stream()
                        .limit(MOST_TOLD)
                        .map(Difference::toString)
                        .collect(Collectors.joining("; "));
        return unexcused.size() <= MOST_TOLD
                ? words
                : words + "; and " + (unexcused.size() - MOST_TOLD) + " more";
    }

    /** Seconds from the harm until it was over. */
    OptionalDouble recoverySeconds() {
        return recovery.seconds();
    }

    boolean passed() {
        return why.isEmpty();
    }

    /** Alerts of the undisturbed night that are missing. */
    long lost() {
        return count(Kind.ALERT_LOST);
    }

    /** Alerts that are there more than once. */
    long duplicated() {
        return count(Kind.ALERT_TWICE);
    }

    private long count(Kind kind) {
        return differences.stream().filter(it -> it.kind() == kind).count();
    }

    /** Whether the night was the same, but for the volatile fields. */
    boolean identical() {
        return passed() && differences.isEmpty();
    }

    /** Head of the table whose lines {@link #line} makes. */
    static String head() {
        return "story                          seed  passed  lost  doubled  identical  recovery s"
                + "      pid  seconds";
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-30s %4d  %-6s %5d %8d  %-9s  %10s %8s %8.1f%s",
                name,
                seed,
                passed() ? "yes" : "NO",
                lost(),
                duplicated(),
                identical() ? "yes" : "no",
                Recovery.words(recovery.seconds()),
                pid == 0 ? "-" : Long.toString(pid),
                seconds,
                passed() ? "" : "\n    " + why);
    }

    void json(ObjectNode node) {
        node.put("name", name).put("seed", seed).put("passed", passed());
        node.put("lost", lost()).put("duplicated", duplicated()).put("identical", identical());
        recovery.json(node);
        node.put("pid", pid).put("seconds", seconds).put("why", why);
        var all = node.putArray("differences");
        differences.forEach(it -> all.add(it.toString()));
    }
}
