// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import java.util.List;

/**
 * Which objects deserve forced photometry: those seen at least twice as something that looks like a
 * star, so that chance detections do not collect light curves (lsst/ap_association,
 * diaForcedSource).
 */
public final class ForcedSelection {

    /** The least number of sources, and of good sources. */
    public static final int LEAST_SOURCES = 2;

    /** A good source is at least this likely to be real. */
    public static final double LEAST_RELIABILITY = 0.5;

    /** A good source is no longer than this, arcseconds. */
    public static final double LONGEST_TRAIL_ARCSEC = 1.4;

    private ForcedSelection() {}

    /** Whether an object with this history, the newest source included, is to be forced. */
    public static boolean qualifies(int nDiaSources, List<DiaSource> history) {
        return nDiaSources >= LEAST_SOURCES
                && history.stream().filter(ForcedSelection::isGood).limit(LEAST_SOURCES).count()
                        == LEAST_SOURCES;
    }

    // What is not known counts against the source: NaN compares false, an absent flag as set.
    private static boolean isGood(DiaSource source) {
        return source.reliability() >= LEAST_RELIABILITY
                && source.columns().number("trailLength") <= LONGEST_TRAIL_ARCSEC
                && isKnownUnset(source, "glint_trail")
                && isKnownUnset(source, "isDipole");
    }

    private static boolean isKnownUnset(DiaSource source, String flag) {
        return source.columns().has(flag) && !source.flag(flag);
    }
}
