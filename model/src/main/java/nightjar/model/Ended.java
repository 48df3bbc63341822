// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

/**
 * The end of a visit-detector's story: what the ledger keeps.
 *
 * @param key which visit-detector
 * @param visit the visit's id; 0 when no exposure was known
 * @param ending how it ended
 * @param cause the class of trouble; IGNORABLE when there was none
 * @param stage the stage that ended it
 * @param why for a person; empty when there is nothing to explain
 * @param alerts alerts sent
 * @param announcedMillis UTC milliseconds since 1970 when it was fanned out; 0 when never announced
 * @param arrivedMillis UTC milliseconds since 1970 when its last snap was known; 0 when none came
 * @param readoutEndMillis UTC milliseconds since 1970 when its last snap was read out; 0 unknown
 * @param endedMillis UTC milliseconds since 1970 when it ended
 */
public record Ended(
        VisitDetector key,
        long visit,
        Ending ending,
        Cause cause,
        String stage,
        String why,
        int alerts,
        long announcedMillis,
        long arrivedMillis,
        long readoutEndMillis,
        long endedMillis)
        implements ForVisitDetector {

    public Ended {
        requireNonNull(key, "key");
        requireNonNull(ending, "ending");
        requireNonNull(cause, "cause");
        requireNonNull(stage, "stage");
        requireNonNull(why, "why");
    }

    /** The end of something that a stage could not go on with. */
    public static Ended lost(ForVisitDetector of, String stage, Loss loss, long nowMillis) {
        return new Ended(
                of.key(),
                of.visitId(),
                loss.ending(),
                loss.cause(),
                stage,
                loss.why(),
                0,
                0,
                0,
                0,
                nowMillis);
    }

    public static Ended lost(VisitDetector key, String stage, Loss loss, long nowMillis) {
        return new Ended(
                key, 0, loss.ending(), loss.cause(), stage, loss.why(), 0, 0, 0, 0, nowMillis);
    }
}
