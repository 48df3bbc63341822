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
 */
public record Committed(
        VisitDetector key,
        long visit,
        Stored plan,
        int alerts,
        long readoutEndMillis,
        long arrivedMillis,
        String without,
        DiaCounts counts)
        implements ForVisitDetector {

    public Committed {
        requireNonNull(key, "key");
        requireNonNull(plan, "plan");
        // A checkpoint of before has none of these.
        without = without == null ? "" : without;
        counts = counts == null ? DiaCounts.NONE : counts;
    }

    /** One that lacked nothing, and whose objects were not counted. */
    public Committed(
            VisitDetector key,
            long visit,
            Stored plan,
            int alerts,
            long readoutEndMillis,
            long arrivedMillis) {
        this(key, visit, plan, alerts, readoutEndMillis, arrivedMillis, "", DiaCounts.NONE);
    }

    @Override
    public long visitId() {
        return visit;
    }
}
