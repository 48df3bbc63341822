// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import java.util.List;
import java.util.function.Predicate;

/**
 * Which unmatched sources found a new object. The others are marginal: a hint of an artefact and no
 * object behind them; they are neither stored nor alerted (lsst/ap_association, diaPipe).
 *
 * @param founders each becomes an object of the same id
 * @param marginal dropped
 */
public record NewObjects(List<DiaSource> founders, List<DiaSource> marginal) {

    /** A founder that was classified must be at least this likely to be real. */
    public static final double LEAST_RELIABILITY = 0.1;

    /** A source with any of these flags founds nothing. */
    public static final List<String> BAD_FLAGS =
            List.of(
                    "centroid_flag",
                    "pixelFlags_crCenter",
                    "pixelFlags_nodataCenter",
                    "pixelFlags_interpolatedCenter",
                    "pixelFlags_saturatedCenter",
                    "pixelFlags_suspectCenter",
                    "pixelFlags_streakCenter",
                    "glint_trail");

    public NewObjects {
        founders = List.copyOf(founders);
        marginal = List.copyOf(marginal);
    }

    public static NewObjects of(List<DiaSource> unmatched) {
        Predicate<DiaSource> founds = NewObjects::founds;
        return new NewObjects(
                unmatched.stream().filter(founds).toList(),
                unmatched.stream().filter(founds.negate()).toList());
    }

    private static boolean founds(DiaSource source) {
        return BAD_FLAGS.stream().noneMatch(source::flag)
                && !(source.reliability() < LEAST_RELIABILITY);
    }
}
