// SPDX-License-Identifier: Apache-2.0
package nightjar.model.rule;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;
import java.util.Collection;
import nightjar.model.NextVisit;
import nightjar.model.Preloaded;

/**
 * How long a visit-detector waits for its snaps, and when it need not wait any longer.
 *
 * <p>The wait is that of lsst-dm/prompt_processing (activator.py): twice the script's duration plus
 * a time-out, counted from the end of preload.
 *
 * @param imageTimeout waited on top of twice the duration; Rubin's production uses 120 s
 */
public record SnapRule(Duration imageTimeout) implements Serializable {

    public static final SnapRule DEFAULT = new SnapRule(Duration.ofMinutes(2));

    public SnapRule {
        requireNonNull(imageTimeout, "imageTimeout");
        if (imageTimeout.isNegative()) {
            throw new IllegalArgumentException("imageTimeout " + imageTimeout);
        }
    }

    /** When nobody waits any more, UTC milliseconds since 1970. */
    public long deadlineMillis(Preloaded preloaded) {
        double durationS = Math.max(0, preloaded.expected().visit().durationS());
        return preloaded.readyMillis() + Math.round(2000 * durationS) + imageTimeout.toMillis();
    }

    /** Whether as many exposures came as were announced; never when their number is unknown. */
    public boolean complete(NextVisit visit, int exposures) {
        return visit.nimages() > 0 && exposures >= visit.nimages();
    }

    /** Whether fewer exposures are there than were announced; never when that is unknown. */
    public boolean partial(NextVisit visit, int exposures) {
        return exposures < visit.nimages();
    }

    /**
     * The snap to look for next: the first announced one that is not there, or, when their number
     * is unknown, the first one that is not there; negative when none is missing.
     *
     * @param seen 0-based snaps that are there
     */
    public int firstMissing(NextVisit visit, Collection<Integer> seen) {
        int announced = visit.nimages() > 0 ? visit.nimages() : Integer.MAX_VALUE;
        int snap = 0;
        while (snap < announced && seen.contains(snap)) {
            snap++;
        }
        return snap < announced ? snap : -1;
    }
}
