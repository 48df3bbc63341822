// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

/**
 * Is this snap's raw there? Asked of Presence while a visit-detector waits.
 *
 * @param key which visit-detector
 * @param snap 0-based
 * @param deadlineMillis UTC milliseconds since 1970 after which nobody waits any more
 */
public record PresenceQuestion(VisitDetector key, int snap, long deadlineMillis)
        implements ForVisitDetector {

    public PresenceQuestion {
        requireNonNull(key, "key");
    }
}
