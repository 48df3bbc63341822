// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import nightjar.job.stories.Difference.Kind;
import nightjar.model.ids.DiaSourceId;

/** Holds a night against the same night undisturbed. */
final class Comparison {

    private final Harvest wanted;
    private final Harvest got;
    private final List<Difference> differences = new ArrayList<>();

    private Comparison(Harvest wanted, Harvest got) {
        this.wanted = wanted;
        this.got = got;
    }

    /** Every difference there is, allowed or not. */
    static List<Difference> of(Harvest undisturbed, Harvest disturbed) {
        var comparison = new Comparison(undisturbed, disturbed);
        comparison.outcomes();
        comparison.alerts();
        comparison.rows();
        comparison.lines(Kind.RECORD, "records", undisturbed.records(), disturbed.records());
        comparison.lines(
                Kind.QUARANTINE, "quarantine", undisturbed.quarantined(), disturbed.quarantined());
        return comparison.differences;
    }

    private void add(Kind kind, String subject, String detail) {
        differences.add(new Difference(kind, subject, detail));
    }

    private void outcomes() {
        for (var key : union(wanted.outcomes(), got.outcomes())) {
            var before = wanted.outcomes().getOrDefault(key, List.of());
            var after = got.outcomes().getOrDefault(key, List.of());
            if (!before.equals(after)) {
                add(
                        Kind.OUTCOME,
                        key,
                        after + " " + got.whys().getOrDefault(key, "") + " instead of " + before);
            }
        }
    }

    private void alerts() {
        for (var id : union(wanted.alerts(), got.alerts())) {
            var before = wanted.alerts().getOrDefault(id, List.of());
            var after = got.alerts().getOrDefault(id, List.of());
            if (after.isEmpty()) {
                add(Kind.ALERT_LOST, subject(id), "is not on the topic");
            } else if (before.isEmpty()) {
                add(Kind.ALERT_ADDED, subject(id), "is on the topic");
            } else if (!Arrays.equals(before.get(0), after.get(0))) {
                add(
                        Kind.ALERT_BYTES,
                        subject(id),
                        Volatile.firstDifference(before.get(0), after.get(0)));
            }
            if (after.size() > 1) {
                add(Kind.ALERT_TWICE, subject(id), "is there " + after.size() + " times");
            }
        }
    }

    /** "exposure/detector id". */
    private static String subject(long id) {
        var source = DiaSourceId.unpack(id);
        return source.visit().value() + "/" + source.detector() + " " + id;
    }

    private void rows() {
        for (var table : union(wanted.rows(), got.rows())) {
            lines(
                    Kind.ROW,
                    table,
                    wanted.rows().getOrDefault(table, List.of()),
                    got.rows().getOrDefault(table, List.of()));
        }
    }

    private void lines(Kind kind, String subject, List<String> before, List<String> after) {
        var counts = new TreeMap<String, Integer>();
        before.forEach(line -> counts.merge(line, -1, Integer::sum));
        after.forEach(line -> counts.merge(line, 1, Integer::sum));
        counts.forEach(
                (line, count) -> {
                    if (count != 0) {
                        add(kind, subject, (count < 0 ? "missing " : "added ") + line);
                    }
                });
    }

    private static <K extends Comparable<K>> SortedSet<K> union(Map<K, ?> one, Map<K, ?> other) {
        var keys = new TreeSet<K>(one.keySet());
        keys.addAll(other.keySet());
        return keys;
    }
}
