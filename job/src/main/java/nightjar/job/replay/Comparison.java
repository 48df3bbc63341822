// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import nightjar.model.Ended;
import nightjar.model.Stored;
import nightjar.model.VisitDetector;
import org.jspecify.annotations.Nullable;

/**
 * Holds what came out of a replay against what came out of the night: ends with their reasons,
 * alerts, rows and Butler records value by value. Volatile values are not looked at (design I2).
 */
final class Comparison {

    private static final int MOST_A_VISIT_DETECTOR = 10;
    private static final String NOTHING = "nothing";

    private final RecordedNight night;
    private final Replayed replayed;
    private final Answers answers;
    private final PlanLeaves plans;
    private final Map<VisitDetector, Stored> toldThen = new LinkedHashMap<>();
    private final Map<VisitDetector, Stored> toldNow = new LinkedHashMap<>();
    private final List<Difference> differences = new ArrayList<>();
    private int underWay;
    private long alerts;
    private long rows;

    Comparison(RecordedNight night, Replayed replayed, Player player, PlanLeaves plans) {
        this.night = night;
        this.replayed = replayed;
        this.answers = player.answers();
        this.plans = plans;
        night.told().forEach(told -> put(told.plan(), toldThen));
        player.told().forEach(plan -> put(plan, toldNow));
    }

    private void put(Stored plan, Map<VisitDetector, Stored> told) {
        plans.keyOf(plan).ifPresent(key -> told.put(key, plan));
    }

    /** In the order of the visits. */
    List<Difference> differences() {
        var unasked = new HashMap<String, List<Answers.Unasked>>();
        answers.unasked()
                .forEach(it -> unasked.computeIfAbsent(it.by(), by -> new ArrayList<>()).add(it));
        for (var key : keys()) {
            var by = key.group() + "/" + key.detector();
            if (isUnderWay(key, by)) {
                underWay++;
            } else {
                compare(key, unasked.getOrDefault(by, List.of()));
            }
            unasked.remove(by);
        }
        if (night.isWhole()) {
            unasked.forEach((by, questions) -> questions.forEach(this::ofNobody));
        }
        return List.copyOf(differences);
    }

    /** At the end of the recording, or where it lost an answer or the plan. */
    private boolean isUnderWay(VisitDetector key, String by) {
        boolean planLost =
                !night.isWhole() && toldNow.containsKey(key) && !toldThen.containsKey(key);
        return planLost || answers.tornOff().contains(by) || !night.ends().containsKey(key);
    }

    private List<VisitDetector> keys() {
        var keys = new ArrayList<>(night.ends().keySet());
        replayed.ends().keySet().stream()
                .filter(key -> !night.ends().containsKey(key))
                .forEach(keys::add);
        keys.sort(
                Comparator.comparingLong(this::visit)
                        .thenComparing(VisitDetector::group)
                        .thenComparingInt(VisitDetector::detector));
        return keys;
    }

    private long visit(VisitDetector key) {
        return Optional.ofNullable(night.ends().get(key)).map(Ended::visit).orElse(0L);
    }

    private void ofNobody(Answers.Unasked question) {
        var parts = question.by().split("/", 2);
        var at = new VisitDetector("", parts[0], parts.length < 2 ? 0 : number(parts[1]));
        differences.add(unasked(at, question));
    }

    private static int number(String text) {
        return text.chars().allMatch(Character::isDigit) ? Integer.parseInt(text) : 0;
    }

    private Difference unasked(VisitDetector at, Answers.Unasked question) {
        return new Difference(visit(at), at, "question " + question.key(), "never asked", "asked");
    }

    private void compare(VisitDetector key, List<Answers.Unasked> unasked) {
        int before = differences.size();
        unasked.forEach(question -> differences.add(unasked(key, question)));
        compare(key, leaves(night.ends().get(key)), leaves(replayed.ends().get(key)), before);
        var then = Optional.ofNullable(toldThen.get(key));
        var now = Optional.ofNullable(toldNow.get(key));
        if (then.isPresent() || now.isPresent()) {
            var recorded = plans.of(then);
            var played = plans.of(now);
            alerts += recorded.alerts().size();
            rows += recorded.rowCount();
            if (!recorded.agrees(played)) {
                compare(key, recorded.leaves(), played.leaves(), before);
            }
            sent(key, played, before);
        }
    }

    /** What the plan holds must have gone into the topic. */
    private void sent(VisitDetector key, PlanLeaves.Contents played, int before) {
        played.alerts()
                .forEach(
                        (id, packed) -> {
                            var sent = replayed.alerts().getOrDefault(id, NOTHING);
                            var planned = Digests.of(packed);
                            found(key, "alert " + id + "/sent", planned, sent, before);
                        });
    }

    private void compare(
            VisitDetector key, Map<String, String> then, Map<String, String> now, int before) {
        if (then.equals(now)) {
            return;
        }
        var fields = new TreeSet<>(then.keySet());
        fields.addAll(now.keySet());
        for (var field : fields) {
            var recorded = then.getOrDefault(field, NOTHING);
            found(key, field, recorded, now.getOrDefault(field, NOTHING), before);
        }
    }

    private void found(VisitDetector key, String field, String then, String now, int before) {
        if (!then.equals(now) && differences.size() < before + MOST_A_VISIT_DETECTOR) {
            differences.add(new Difference(visit(key), key, field, then, now));
        }
    }

    /** Its instants are the clock's, and are not compared. */
    private static Map<String, String> leaves(@Nullable Ended end) {
        var leaves = new LinkedHashMap<String, String>();
        if (end != null) {
            leaves.put("ledger/ending", end.ending().name());
            leaves.put("ledger/cause", end.cause().name());
            leaves.put("ledger/stage", end.stage());
            leaves.put("ledger/why", end.why());
            leaves.put("ledger/alerts", Integer.toString(end.alerts()));
            leaves.put("ledger/visit", Objects.toString(end.visit()));
        }
        return leaves;
    }

    /** Visit-detectors of which the recording does not tell the end, or has lost an answer. */
    int underWay() {
        return underWay;
    }

    /** Alerts and rows that were compared. */
    long alerts() {
        return alerts;
    }

    long rows() {
        return rows;
    }
}
