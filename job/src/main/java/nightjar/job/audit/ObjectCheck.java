// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether each DIAObject's newest row is that of the newest committed plan that has it, or newer.
 */
final class ObjectCheck {

    /** The newest plan of an object. */
    private record Newest(Numbered of, double storeTimeMjdTai) {

        Newest or(Newest other) {
            return storeTimeMjdTai >= other.storeTimeMjdTai ? this : other;
        }
    }

    private ObjectCheck() {}

    static List<Finding> of(Evidence seen, Patience patience) {
        var newest = new TreeMap<Long, Newest>();
        for (var claim : seen.claims()) {
            var plan = seen.plans().get(claim.of());
            if (plan != null && claim.isSettled(patience.nowMillis(), patience.settling())) {
                plan.asValue().ifPresent(facts -> keep(newest, claim.of(), facts));
            }
        }
        var findings = new ArrayList<Finding>();
        newest.forEach(
                (id, plan) -> {
                    var rows = seen.apdb().objects().getOrDefault(id, List.of());
                    findings.addAll(judge(id, plan, rows));
                });
        return findings;
    }

    private static void keep(Map<Long, Newest> newest, Numbered of, PlanFacts plan) {
        var it = new Newest(of, plan.storeTimeMjdTai());
        plan.objects().forEach(object -> newest.merge(object.id(), it, Newest::or));
    }

    /**
     * One object.
     *
     * @param rows validityStartMjdTai of each
     */
    private static List<Finding> judge(long id, Newest plan, List<Double> rows) {
        var subject = Long.toString(id);
        if (rows.isEmpty()) {
            return List.of(new Finding(Kind.OBJECT_MISSING, plan.of(), subject, ""));
        }
        var findings = new ArrayList<Finding>();
        double stored = rows.stream().mapToDouble(it -> it).max().orElse(Double.NaN);
        if (!(stored >= plan.storeTimeMjdTai())) {
            var detail = "valid from MJD " + stored + ", planned " + plan.storeTimeMjdTai();
            findings.add(new Finding(Kind.OBJECT_STALE, plan.of(), subject, detail));
        }
        if (rows.size() > 1) {
            var detail = rows.size() + " rows";
            findings.add(new Finding(Kind.OBJECT_DOUBLED, plan.of(), subject, detail));
        }
        return findings;
    }
}
