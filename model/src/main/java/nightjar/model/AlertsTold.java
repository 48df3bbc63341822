// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

/**
 * A visit-detector whose alerts were all given to the alert topic's producer.
 *
 * @param key which visit-detector
 * @param visit the visit's id
 * @param alerts how many
 * @param shutterClosedMillis UTC milliseconds since 1970 at the end of its last snap's exposure
 * @param beganMillis UTC milliseconds since 1970 before the first was given
 * @param endedMillis UTC milliseconds since 1970 after the last was given
 * @param counts how its sources found their objects
 */
public record AlertsTold(
        VisitDetector key,
        long visit,
        int alerts,
        long shutterClosedMillis,
        long beganMillis,
        long endedMillis,
        DiaCounts counts) {

    public AlertsTold {
        requireNonNull(key, "key");
        // What was saved before this was counted.
        counts = counts == null ? DiaCounts.NONE : counts;
    }
}
