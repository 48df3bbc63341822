// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import java.time.Duration;
import nightjar.model.Stored;

/**
 * A row of the claims table.
 *
 * @param storeTimeMjdTai the rows' store time, MJD TAI
 * @param committed whether it is marked
 * @param claimedMillis when it was written, by Cassandra's clock, UTC milliseconds since 1970
 * @param markedMillis when it was last marked or claimed, by the same clock
 */
public record ClaimSeen(
        Numbered of,
        String lineage,
        double storeTimeMjdTai,
        Stored plan,
        boolean committed,
        long claimedMillis,
        long markedMillis) {

    /** Marked so long ago that all that follows from it must be there. */
    boolean isSettled(long nowMillis, Duration settling) {
        return committed && nowMillis - markedMillis >= settling.toMillis();
    }
}
