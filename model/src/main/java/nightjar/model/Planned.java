// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

/**
 * A visit-detector whose plan is written: all that will be stored and announced, if it is claimed.
 *
 * @param cleared what was associated
 * @param plan the write-once plan
 * @param storeTimeMjdTai the moment, MJD TAI, under which all rows will be stored
 * @param counts how its sources found their objects
 */
public record Planned(Cleared cleared, Stored plan, double storeTimeMjdTai, DiaCounts counts)
        implements ForVisitDetector {

    public Planned {
        requireNonNull(cleared, "cleared");
        requireNonNull(plan, "plan");
        // What was saved before this was counted.
        counts = counts == null ? DiaCounts.NONE : counts;
    }

    @Override
    public VisitDetector key() {
        return cleared.key();
    }

    @Override
    public long visitId() {
        return cleared.visitId();
    }
}
