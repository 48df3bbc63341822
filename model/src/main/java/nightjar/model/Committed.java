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
 */
public record Committed(
        VisitDetector key,
        long visit,
        Stored plan,
        int alerts,
        long readoutEndMillis,
        long arrivedMillis)
        implements ForVisitDetector {

    public Committed {
        requireNonNull(key, "key");
        requireNonNull(plan, "plan");
    }

    @Override
    public long visitId() {
        return visit;
    }
}
