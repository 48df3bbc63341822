// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nightjar.job.audit.PlanFacts.ForcedKey;

/**
 * Holds the evidence together: a pure function. What is settled must be there, once, and as
 * planned; what is there must be planned.
 */
final class Reconciliation {

    private final Evidence seen;
    private final Patience patience;
    private final List<Finding> findings = new ArrayList<>();
    private final Planned planned;

    private Reconciliation(Evidence seen, Patience patience) {
        this.seen = seen;
        this.patience = patience;
        this.planned = Planned.of(seen);
    }

    /** Every difference, in order of kind, visit, detector and subject. */
    static List<Finding> of(Evidence seen, Patience patience) {
        var reconciliation = new Reconciliation(seen, patience);
        reconciliation.judge();
        reconciliation.findings.sort(
                Comparator.comparing(Finding::kind)
                        .thenComparing(Finding::of)
                        .thenComparing(Finding::subject));
        return List.copyOf(reconciliation.findings);
    }

    private void judge() {
        for (var claim : seen.claims()) {
            judge(claim);
        }
        findings.addAll(ObjectCheck.of(seen, patience));
        unplanned();
        findings.addAll(LedgerCheck.unclaimed(seen));
        seen.strangers().forEach(it -> add(Kind.ALERT_UNREADABLE, new Numbered(0, 0), it, ""));
    }

    private void judge(ClaimSeen claim) {
        long age = patience.nowMillis() - claim.claimedMillis();
        if (!claim.committed() && age >= patience.claims().toMillis()) {
            add(
                    Kind.CLAIM_UNCOMMITTED,
                    claim.of(),
                    "of " + claim.lineage(),
                    "claimed " + age / 60_000 + " min ago");
        }
        var plan = seen.plans().get(claim.of());
        if (plan == null) {
            return;
        }
        plan.match(
                facts -> judge(claim, facts),
                loss -> add(Kind.PLAN_UNREADABLE, claim.of(), claim.plan().uri(), loss.why()));
    }

    private void judge(ClaimSeen claim, PlanFacts plan) {
        if (!plan.alerts().keySet().equals(plan.diaSources())) {
            add(
                    Kind.PLAN_UNEVEN,
                    claim.of(),
                    claim.plan().uri(),
                    plan.alerts().size() + " alerts, " + plan.diaSources().size() + " rows");
        }
        alerts(claim, plan);
        if (claim.isSettled(patience.nowMillis(), patience.settling())) {
            rows(claim, plan);
            record(claim, plan);
            findings.addAll(LedgerCheck.of(claim, plan, seen));
        }
    }

    private void alerts(ClaimSeen claim, PlanFacts plan) {
        boolean isSettled = claim.isSettled(patience.nowMillis(), patience.settling());
        plan.alerts()
                .forEach(
                        (id, bytes) -> {
                            var sent = seen.alerts().get(id);
                            if (sent != null) {
                                alert(claim, id, bytes, sent);
                            } else if (isSettled) {
                                add(Kind.ALERT_MISSING, claim.of(), id, "");
                            }
                        });
    }

    private void alert(ClaimSeen claim, long id, Fingerprint bytes, Evidence.AlertsSent sent) {
        if (!claim.committed()) {
            add(Kind.ALERT_EARLY, claim.of(), id, "");
        }
        if (sent.count() > 1) {
            add(Kind.ALERT_DOUBLED, claim.of(), id, sent.count() + " times");
        }
        if (!sent.alike() || !sent.bytes().equals(bytes)) {
            add(Kind.ALERT_CHANGED, claim.of(), id, "");
        }
    }

    private void rows(ClaimSeen claim, PlanFacts plan) {
        for (long id : plan.diaSources()) {
            int rows = seen.apdb().diaSources().getOrDefault(id, 0);
            if (rows == 0) {
                add(Kind.ROW_MISSING, claim.of(), id, "");
            } else if (rows > 1) {
                add(Kind.ROW_DOUBLED, claim.of(), id, rows + " rows");
            }
        }
        for (var key : plan.forced()) {
            if (!seen.apdb().forced().contains(key)) {
                add(Kind.FORCED_ROW_MISSING, claim.of(), key.diaObjectId(), "");
            }
        }
    }

    private void record(ClaimSeen claim, PlanFacts plan) {
        plan.record()
                .filter(it -> !seen.records().sent().contains(it))
                .ifPresent(it -> add(Kind.RECORD_MISSING, claim.of(), plan.group(), ""));
        for (var file : plan.files()) {
            if (seen.missingFiles().contains(file)) {
                add(Kind.FILE_MISSING, claim.of(), file, "");
            }
        }
    }

    private void unplanned() {
        for (long id : seen.alerts().keySet()) {
            var of = Numbered.ofSource(id);
            if (!planned.alerts().contains(id) && planned.isKnown(of)) {
                add(Kind.ALERT_UNPLANNED, of, id, "");
            }
        }
        for (long id : seen.apdb().diaSources().keySet()) {
            var of = Numbered.ofSource(id);
            if (!planned.diaSources().contains(id) && planned.isKnown(of)) {
                add(Kind.ROW_UNPLANNED, of, id, "");
            }
        }
        for (var key : seen.apdb().forced()) {
            var of = new Numbered(key.visit(), key.detector());
            if (!planned.forced().contains(key) && planned.isKnown(of)) {
                add(Kind.FORCED_ROW_UNPLANNED, of, key.diaObjectId(), "");
            }
        }
        seen.records()
                .of()
                .forEach(
                        (record, of) -> {
                            if (!planned.records().contains(record) && planned.isKnown(of)) {
                                add(Kind.RECORD_UNPLANNED, of, "record " + record, "");
                            }
                        });
    }

    private void add(Kind kind, Numbered of, Object subject, String detail) {
        findings.add(new Finding(kind, of, subject.toString(), detail));
    }

    /** All that any claim's plan has, committed or not; of an unreadable one nothing is known. */
    private record Planned(
            Set<Long> alerts,
            Set<Long> diaSources,
            Set<ForcedKey> forced,
            Set<Fingerprint> records,
            Set<Numbered> unreadable) {

        static Planned of(Evidence seen) {
            var all =
                    new Planned(
                            new HashSet<>(),
                            new HashSet<>(),
                            new HashSet<>(),
                            new HashSet<>(),
                            new HashSet<>());
            seen.plans()
                    .forEach((of, plan) -> plan.match(all::keep, loss -> all.unreadable.add(of)));
            return all;
        }

        private void keep(PlanFacts plan) {
            alerts.addAll(plan.alerts().keySet());
            diaSources.addAll(plan.diaSources());
            forced.addAll(plan.forced());
            plan.record().ifPresent(records::add);
        }

        boolean isKnown(Numbered of) {
            return !unreadable.contains(of);
        }
    }
}
