// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

/**
 * A visit-detector whose rows are in the APDB and marked so; its plan may be announced.
 *
 * @param key which visit-detector
 * @param visit the visit's id
 * @param plan the write-once plan that was executed
 * @param alerts alerts in the plan
 * @param readoutEndMillis UTC milliseconds since 1970 when the last snap was read out
 * @param arrivedMillis UTC milliseconds since 1970 when the last snap was known
 * @param without what it had to be made without, for a person; empty when nothing was missing
 * @param counts how its sources found their objects
 * @param announcedMillis UTC milliseconds since 1970 when it was fanned out: its end may reach the
 *     account before its expectation does; 0 unknown
 * @param orderGivenUp the earlier visit-detector of the same sky that was not waited for to its
 *     end, for a person; empty when order was kept
 */
public record Committed(
        VisitDetector key,
        long visit,
        Stored plan,
        int alerts,
        long readoutEndMillis,
        long arrivedMillis,
        String without,
        DiaCounts counts,
        long announcedMillis,
        String orderGivenUp)
        implements ForVisitDetector {

    public Committed {
        requireNonNull(key, "key");
        requireNonNull(plan, "plan");
        // A checkpoint of before has none of these.
        without = without == null ? "" : without;
        counts = counts == null ? DiaCounts.NONE : counts;
        orderGivenUp = orderGivenUp == null ? "" : orderGivenUp;
    }

    /** One of which no more is known. */
    public Committed(
            VisitDetector key,
            long visit,
            Stored plan,
            int alerts,
            long readoutEndMillis,
            long arrivedMillis) {
        this(key, visit, plan, alerts, readoutEndMillis, arrivedMillis, "", DiaCounts.NONE, 0, "");
    }

    @Override
    public long visitId() {
        return visit;
    }
}
