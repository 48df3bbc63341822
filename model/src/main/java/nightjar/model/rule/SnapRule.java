// SPDX-License-Identifier: Apache-2.0
package nightjar.model.rule;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import nightjar.model.NextVisit;
import nightjar.model.Preloaded;

/**
 * How long a visit-detector waits for its snaps, and when it need not wait any longer.
 *
 * <p>The wait is that of lsst-dm/prompt_processing (activator.py): twice the script's duration plus
 * a time-out, counted from the end of preload.
 *
 * @param imageTimeout waited on top of twice the duration; Rubin's production uses 120 s
 * @param durations so many durations of the script: two, unless the night is long over
 */
public record SnapRule(Duration imageTimeout, int durations) implements Serializable {

    /** As many as upstream asks Presence for when their number is unknown. */
    private static final int MOST_SNAPS = 100;

    /** Nothing waits for ever, whatever is announced. */
    private static final double LONGEST_SCRIPT_S = 7200;

    public static final SnapRule DEFAULT = new SnapRule(Duration.ofMinutes(2));

    public SnapRule {
        requireNonNull(imageTimeout, "imageTimeout");
        if (imageTimeout.isNegative()) {
            throw new IllegalArgumentException("imageTimeout " + imageTimeout);
        }
    }

    public SnapRule(Duration imageTimeout) {
        this(imageTimeout, 2);
    }

    /** For images that are there, or never were: not longer than it takes to ask for them. */
    public static SnapRule afterwards(Duration imageTimeout) {
        return new SnapRule(imageTimeout, 0);
    }

    /** When nobody waits any more, UTC milliseconds since 1970. */
    public long deadlineMillis(Preloaded preloaded) {
        double announcedS = preloaded.expected().visit().durationS();
        double durationS = Math.max(0, Math.min(announcedS, LONGEST_SCRIPT_S));
        return preloaded.readyMillis()
                + Math.round(1000 * durations * durationS)
                + imageTimeout.toMillis();
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
     * The snaps to look for: the announced ones that are not there, or, when their number is
     * unknown, the first that is not there. No more than {@value #MOST_SNAPS}, whatever is
     * announced.
     *
     * @param seen 0-based snaps that are there
     */
    public List<Integer> missing(int nimages, Collection<Integer> seen) {
        var absent = IntStream.range(0, MOST_SNAPS).filter(snap -> !seen.contains(snap)).boxed();
        return nimages > 0
                ? absent.takeWhile(snap -> snap < nimages).toList()
                : absent.limit(1).toList();
    }
}
