// SPDX-License-Identifier: Apache-2.0
package nightjar.job.rerun;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nightjar.connectors.kafka.OpenTransactions.Open;
import nightjar.model.Ended;
import nightjar.model.Ending;
import nightjar.model.VisitDetector;

/** What became of each, for people and for machines. */
final class RerunReport {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String lineage;
    private final Choice choice;
    private final Map<VisitDetector, Ended> ended = new LinkedHashMap<>();
    private final Map<VisitDetector, String> leftLater = new LinkedHashMap<>();
    private final List<String> troubles = new ArrayList<>();
    private final List<Open> aborted = new ArrayList<>();

    RerunReport(String lineage, Choice choice) {
        this.lineage = lineage;
        this.choice = choice;
    }

    /** An end of this run; a job that restarted may tell one twice. */
    void see(Ended end) {
        ended.merge(end.key(), end, Ended::lastWord);
    }

    /** One that was wanted stays as it is. */
    String leave(Ended entry, String why) {
        leftLater.put(entry.key(), why);
        return left(entry, why);
    }

    /** The whole rerun is not as it should be. */
    String trouble(String why) {
        troubles.add(why);
        return why;
    }

    boolean isTroubled() {
        return !troubles.isEmpty();
    }

    /** Transactions that this or an earlier rerun had left open. */
    void abort(List<Open> some) {
        aborted.addAll(some);
    }

    /** Before it begins, and in a dry run all that is said. */
    List<String> plan(boolean isDry) {
        var lines = new ArrayList<String>();
        choice.left().forEach(it -> lines.add(left(it.entry(), it.why())));
        if (isDry) {
            choice.wanted().forEach(it -> lines.add("wanted: " + named(it) + was(it)));
        }
        if (choice.wanted().isEmpty()) {
            lines.add("nothing to do" + (choice.left().isEmpty() ? "" : ": all were left"));
        } else {
            lines.add(
                    "%d visit-detectors to process again as %s, %d left"
                            .formatted(choice.wanted().size(), lineage, choice.left().size()));
        }
        return lines;
    }

    private static String left(Ended entry, String why) {
        return "left: " + named(entry) + ": " + why;
    }

    String line(Ended end, Ended before) {
        return named(end) + ": " + told(end) + was(before);
    }

    String sum() {
        var counts = new EnumMap<Ending, Integer>(Ending.class);
        ended.values().forEach(it -> counts.merge(it.ending(), 1, Integer::sum));
        int alerts = ended.values().stream().mapToInt(Ended::alerts).sum();
        var words = new ArrayList<String>();
        counts.forEach((ending, count) -> words.add(count + " " + ending));
        return "%d processed again: %s; %d alerts; %d left"
                .formatted(
                        ended.size(),
                        words.isEmpty() ? "none" : String.join(", ", words),
                        alerts,
                        choice.left().size() + leftLater.size());
    }

    /** Whether each has its result now, and all alerts are out. */
    boolean isAllWell() {
        return troubles.isEmpty()
                && aborted.isEmpty()
                && choice.left().isEmpty()
                && ended.size() == choice.wanted().size()
                && ended.values().stream().allMatch(Ended::isProcessed);
    }

    ObjectNode json(boolean isDry) {
        var root = JSON.createObjectNode().put("lineage", lineage).put("dryRun", isDry);
        var wanted = root.putArray("wanted");
        for (var before : choice.wanted()) {
            var row = wanted.add(entry(before)).get(wanted.size() - 1);
            var end = ended.get(before.key());
            if (end != null && row instanceof ObjectNode it) {
                it.put("visit", end.visit())
                        .put("ending", end.ending().name())
                        .put("alerts", end.alerts())
                        .put("stage", end.stage())
                        .put("why", end.why());
            }
            var why = leftLater.get(before.key());
            if (why != null && row instanceof ObjectNode it) {
                it.put("left", why);
            }
        }
        var left = root.putArray("left");
        choice.left().forEach(it -> left.add(entry(it.entry()).put("why", it.why())));
        var trouble = root.putArray("troubles");
        troubles.forEach(trouble::add);
        var ids = root.putArray("aborted");
        aborted.forEach(it -> ids.add(it.id()));
        return root.put("allWell", isAllWell());
    }

    private static ObjectNode entry(Ended before) {
        return JSON.createObjectNode()
                .put("instrument", before.key().instrument())
                .put("group", before.key().group())
                .put("detector", before.key().detector())
                .put("visit", before.visit())
                .put("was", before.ending().name())
                .put("wasWhy", before.why());
    }

    private static String named(Ended it) {
        return "group %s detector %d%s"
                .formatted(
                        it.key().group(),
                        it.key().detector(),
                        it.visit() == 0 ? "" : " (visit " + it.visit() + ")");
    }

    private static String told(Ended it) {
        return switch (it.ending()) {
            case ALERTED -> "ALERTED(" + it.alerts() + ")";
            case EMPTY -> "EMPTY";
            default -> it.ending() + " by " + it.stage() + ": " + it.why();
        };
    }

    private static String was(Ended before) {
        return "; was " + before.ending();
    }
}
