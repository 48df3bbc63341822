// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nightjar.model.Ended;
import nightjar.model.Stored;
import nightjar.model.VisitDetector;
import nightjar.model.ids.DiaSourceId;
import org.jspecify.annotations.Nullable;

/**
 * Holds what came out of a replay against what came out of the night: ends with their reasons,
 * alerts, rows and Butler records value by value. Volatile values are not looked at (design I2).
 */
final class Comparison {

    private static final int MOST_A_VISIT_DETECTOR = 10;
    private static final String NOTHING = "nothing";

    /** So near to its end a recording need not know all that a replay, which is quicker, knows. */
    private static final long NEAR_MILLIS = 30_000;

    private final RecordedNight night;
    private final Replayed replayed;
    private final Player player;
    private final Answers answers;
    private final PlanLeaves plans;
    private final Map<VisitDetector, Stored> toldThen = new LinkedHashMap<>();
    private final Map<VisitDetector, Stored> toldNow = new LinkedHashMap<>();
    private final Map<Long, Integer> timesTold = new HashMap<>();
    private final List<Difference> differences = new ArrayList<>();
    private final Set<String> notCompared = new HashSet<>();
    private final Set<Long> planned = new HashSet<>();
    private int underWay;
    private long alerts;
    private long rows;

    Comparison(RecordedNight night, Replayed replayed, Player player, PlanLeaves plans) {
        this.night = night;
        this.replayed = replayed;
        this.player = player;
        this.answers = player.answers();
        this.plans = plans;
        night.told().forEach(told -> put(told.plan(), toldThen));
        night.told().stream()
                .flatMap(told -> told.alerts().stream())
                .forEach(id -> timesTold.merge(id, 1, Integer::sum));
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
            askings();
            strangers();
        }
        return List.copyOf(differences);
    }

    /** At the end of the recording, or where it lost an answer or the plan. */
    private boolean isUnderWay(VisitDetector key, String by) {
        boolean planLost =
                !night.isWhole() && toldNow.containsKey(key) && !toldThen.containsKey(key);
        boolean endLost =
                !night.ends().containsKey(key)
                        && (!night.isWhole()
                                || replayed.endedMillis(key) > night.endMillis() - NEAR_MILLIS);
        boolean under = planLost || answers.tornOff().contains(by) || endLost;
        if (under) {
            notCompared.add(by);
        }
        return under;
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
        differences.add(unasked(at(question.by()), question));
    }

    /** As the night knows it, or as far as it can be told. */
    private VisitDetector at(String by) {
        int slash = by.lastIndexOf('/');
        return night.ends().keySet().stream()
                .filter(key -> by.equals(key.group() + "/" + key.detector()))
                .findFirst()
                .orElseGet(
                        () ->
                                new VisitDetector(
                                        "",
                                        by.substring(0, Math.max(0, slash)),
                                        number(by.substring(slash + 1))));
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
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
            sent(key, recorded, played, before);
            written(key, now, before);
        }
    }

    /** What the plan holds must have gone into the topic, as often as in the night. */
    private void sent(
            VisitDetector key,
            PlanLeaves.Contents recorded,
            PlanLeaves.Contents played,
            int before) {
        planned.addAll(recorded.alerts().keySet());
        planned.addAll(played.alerts().keySet());
        played.alerts()
                .forEach(
                        (id, packed) -> {
                            var sent = replayed.alerts().getOrDefault(id, List.of());
                            int times = night.isRestarted() ? 1 : Math.max(1, toldTimes(id));
                            var wanted = Collections.nCopies(times, Digests.of(packed));
                            found(key, "alert " + id + "/sent", words(wanted), words(sent), before);
                        });
    }

    private int toldTimes(long id) {
        return timesTold.getOrDefault(id, 0);
    }

    private static String words(List<String> sent) {
        return sent.isEmpty() ? NOTHING : sent.size() + " times " + String.join(" ", sent);
    }

    /** Alerts that no plan holds. */
    private void strangers() {
        replayed.alerts()
                .forEach(
                        (id, sent) -> {
                            if (!planned.contains(id) && notCompared.isEmpty()) {
                                var at =
                                        new VisitDetector(
                                                "", "", DiaSourceId.unpack(id).detector());
                                nobodys(at, "alert " + id + "/sent", NOTHING, words(sent));
                            }
                        });
    }

    /** Rows as the APDB was given them are those of the plan that was told. */
    private void written(VisitDetector key, Optional<Stored> now, int before) {
        var wanted = now.flatMap(plans::rowsOf);
        if (wanted.isPresent()) {
            for (var rows : player.written(key.group() + "/" + key.detector())) {
                if (!rows.equals(wanted.get())) {
                    compare(
                            key,
                            PlanLeaves.ofWritten(wanted.get()),
                            PlanLeaves.ofWritten(rows),
                            before);
                }
            }
        }
    }

    /** What the night asked and the replay did not; what the replay changed more often. */
    private void askings() {
        var then = night.askings();
        var now = answers.askings();
        then.forEach(
                (asking, times) -> {
                    int played = now.getOrDefault(asking, 0);
                    boolean never = played == 0;
                    boolean fewer = played < times && asking.isWriting() && !night.isRestarted();
                    boolean more = played > times && asking.isWriting();
                    if (asking.isPromised()
                            && !notCompared.contains(asking.by())
                            && (never || fewer || more)) {
                        nobodys(
                                at(asking.by()),
                                "question " + asking.method(),
                                "asked " + times + " times",
                                "asked " + played + " times");
                    }
                });
    }

    private void nobodys(VisitDetector at, String field, String then, String now) {
        differences.add(new Difference(visit(at), at, field, then, now));
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
