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
 * @param orderGivenUp the earlier visit-detector of the same sky that it was associated without
 *     waiting for, for a person; empty when order was kept
 * @param rerunBy lineage of the rerun that ended it; empty when the night itself did
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
        long endedMillis,
        String orderGivenUp,
        String rerunBy)
        implements ForVisitDetector {

    public Ended {
        requireNonNull(key, "key");
        requireNonNull(ending, "ending");
        requireNonNull(cause, "cause");
        requireNonNull(stage, "stage");
        requireNonNull(why, "why");
        // What was saved before these were told has none.
        orderGivenUp = orderGivenUp == null ? "" : orderGivenUp;
        rerunBy = rerunBy == null ? "" : rerunBy;
    }

    /** An end in the night itself, in its order. */
    public Ended(
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
            long endedMillis) {
        this(
                key,
                visit,
                ending,
                cause,
                stage,
                why,
                alerts,
                announcedMillis,
                arrivedMillis,
                readoutEndMillis,
                endedMillis,
                "",
                "");
    }

    /** The same, announced then. */
    public Ended announcedAt(long millis) {
        return new Ended(
                key,
                visit,
                ending,
                cause,
                stage,
                why,
                alerts,
                millis,
                arrivedMillis,
                readoutEndMillis,
                endedMillis,
                orderGivenUp,
                rerunBy);
    }

    /** The same, known to be a rerun's. */
    public Ended rerunBy(String lineage) {
        return new Ended(
                key,
                visit,
                ending,
                cause,
                stage,
                why,
                alerts,
                announcedMillis,
                arrivedMillis,
                readoutEndMillis,
                endedMillis,
                orderGivenUp,
                lineage);
    }

    /** Whether it was processed to its end: its claim stands for ever. */
    public boolean isProcessed() {
        return ending == Ending.ALERTED || ending == Ending.EMPTY;
    }

    /**
     * Which of two entries of a visit-detector holds: the later one; but nothing that comes after
     * takes back what was processed, for a restarted job may tell once more how the night ended
     * what a rerun has mended since.
     */
    public static Ended lastWord(Ended before, Ended next) {
        return before.isProcessed() && !next.isProcessed() ? before : next;
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
