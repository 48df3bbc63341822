// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import nightjar.model.catalog.Columns;
import nightjar.model.catalog.ForcedSelection;
import nightjar.model.sky.SkyPosition;

/**
 * The second guard besides Sattle: what moves faster than 10 degrees a day may be a satellite that
 * no catalogue knows (DMTN-199, section on streaks).
 */
final class Trails {

    /** 10 degrees a day. */
    static final double ARCSEC_PER_SECOND = 10 * 3600.0 / 86_400;

    private Trails() {}

    /**
     * Whether the source moved too fast, or might have: its trail is too long, or is cut off by the
     * edge or, when no trail could be fitted, its footprint is too long (lsst/ap_association,
     * filterDiaSourceCatalog).
     *
     * @param footprint ra0, dec0, … ra3, dec3 of its bounding box, degrees ICRS
     */
    static boolean tooFast(Columns source, double[] footprint, double exposureSeconds) {
        double longest = ARCSEC_PER_SECOND * exposureSeconds;
        double trail = source.number("trailLength");
        if (source.flag("trail_flag_edge") && trail > ForcedSelection.LONGEST_TRAIL_ARCSEC) {
            return true; // Nobody knows how far it goes on beyond the edge.
        }
        // The native engine estimates a length from the moments where it fits no trail: no pixels
        // then.
        boolean fitted = Double.isFinite(trail) && source.whole("trailNdata", 1) != 0;
        return fitted ? trail >= longest : !(diagonal(footprint) < longest);
    }

    private static double diagonal(double[] corners) {
        return Math.max(separation(corners, 0, 2), separation(corners, 1, 3));
    }

    private static double separation(double[] corners, int one, int other) {
        return corner(corners, one).separationArcsec(corner(corners, other));
    }

    private static SkyPosition corner(double[] corners, int corner) {
        return new SkyPosition(corners[2 * corner], corners[2 * corner + 1]);
    }
}
