// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import nightjar.model.Ended;
import nightjar.model.Ending;
import nightjar.model.VisitDetector;

/** Whether the ledger tells what was committed. */
final class LedgerCheck {

    private LedgerCheck() {}

    /** What it says of one that is committed. */
    static List<Finding> of(ClaimSeen claim, PlanFacts plan, Evidence seen) {
        var key = new VisitDetector(seen.instrument(), plan.group(), claim.of().detector());
        var entry = seen.ledger().get(key);
        if (entry == null) {
            return List.of(new Finding(Kind.LEDGER_MISSING, claim.of(), plan.group(), ""));
        }
        int alerts = plan.alerts().size();
        var ending = alerts > 0 ? Ending.ALERTED : Ending.EMPTY;
        boolean isRight = entry.ending() == ending && entry.alerts() == alerts;
        return isRight || isAnothers(entry, claim)
                ? List.of()
                : List.of(
                        new Finding(
                                Kind.LEDGER_WRONG,
                                claim.of(),
                                plan.group(),
                                "it says %s, the plan %s(%d)"
                                        .formatted(told(entry), ending, alerts)));
    }

    /** A job whose ledger is its own tells of a twin's visit-detector that it is the twin's. */
    private static boolean isAnothers(Ended entry, ClaimSeen claim) {
        return entry.ending() == Ending.REJECTED
                && entry.why().equals("owned by " + claim.lineage());
    }

    private static String told(Ended entry) {
        return switch (entry.ending()) {
            case ALERTED, EMPTY -> entry.ending() + "(" + entry.alerts() + ")";
            default -> entry.ending() + "(" + entry.why() + ")";
        };
    }

    /** What it says was processed, and nobody has claimed. */
    static List<Finding> unclaimed(Evidence seen) {
        var claimed = new HashSet<Numbered>();
        seen.claims().forEach(claim -> claimed.add(claim.of()));
        return seen.ledger().values().stream()
                .filter(Ended::isProcessed)
                .flatMap(entry -> unclaimed(entry, claimed.contains(numbered(entry))))
                .toList();
    }

    private static Stream<Finding> unclaimed(Ended entry, boolean isClaimed) {
        return isClaimed
                ? Stream.of()
                : Stream.of(
                        new Finding(
                                Kind.LEDGER_UNCLAIMED,
                                numbered(entry),
                                entry.key().group(),
                                told(entry)));
    }

    private static Numbered numbered(Ended entry) {
        return new Numbered(entry.visit(), entry.key().detector());
    }
}
