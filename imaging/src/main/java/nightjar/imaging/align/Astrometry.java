// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.align;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightjar.imaging.fits.FitsHeader;
import nightjar.imaging.psf.Star;
import nightjar.imaging.sky.ReferenceCatalogue;
import nightjar.imaging.sky.Wcs;
import nightjar.imaging.sky.WcsCorrection;

/**
 * A header's celestial coordinates made better by a catalogue's stars. How many numbers are fitted
 * (none, the pointing, the linear part too, a term of the third order too) is decided by stars that
 * the fit did not see: what does not foretell those is noise.
 *
 * @param header the image's, with better celestial keywords if there are such
 * @param fit header, shift, linear or cubic
 * @param stars that both know
 * @param rmsMas what their places miss by in one coordinate, milliarcseconds
 * @param headerRmsMas the same by the header as it was
 */
public record Astrometry(
        FitsHeader header, String fit, int stars, double rmsMas, double headerRmsMas) {

    private static final List<String> FITS = List.of("header", "shift", "linear", "cubic");
    private static final int[] PARAMETERS = {0, 2, 6, 7};

    /** Pairs that each must have at least. */
    private static final int[] NEEDED = {5, 5, 15, 60};

    /** Share by which the error must fall to be worth another number. */
    private static final double WORTH = 0.98;

    private static final int FOLDS = 5;

    /**
     * Finds it; empty when too few stars are known again.
     *
     * @param header has celestial coordinates
     * @param stars of the image, brightest first
     * @param width,height pixels
     */
    public static Optional<Astrometry> of(
            ReferenceCatalogue catalogue,
            FitsHeader header,
            List<Star> stars,
            int width,
            int height) {
        Wcs wcs = Wcs.ofAny(header, "");
        if (!wcs.isKnown()) {
            return Optional.empty();
        }
        var pairs = CatalogueMatch.pairs(catalogue, wcs, stars, width, height);
        if (pairs.size() < NEEDED[0]) {
            return Optional.empty();
        }
        var fit = new WcsFit(header, Math.hypot(width, height) / 2);
        int best = 0;
        double least = heldOut(fit, pairs, 0);
        for (int k = 1; k < PARAMETERS.length; k++) {
            double error = pairs.size() < NEEDED[k] ? Double.NaN : heldOut(fit, pairs, k);
            if (error < WORTH * least) {
                best = k;
                least = error;
            }
        }
        WcsCorrection correction = fit.of(pairs, PARAMETERS[best]);
        return Optional.of(
                new Astrometry(
                        best == 0 ? header : correction.applied(header),
                        FITS.get(best),
                        pairs.size(),
                        fit.rmsMas(pairs, correction),
                        fit.rmsMas(pairs, fit.none())));
    }

    /** Whether it is better than the header was. */
    public boolean isBetter() {
        return !fit.equals(FITS.get(0));
    }

    /** Weighted mean square of what stars miss by that the fit did not see. */
    private static double heldOut(WcsFit fit, List<CatalogueMatch.Pair> pairs, int kind) {
        double sum = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            var seen = new ArrayList<CatalogueMatch.Pair>();
            var unseen = new ArrayList<CatalogueMatch.Pair>();
            for (int i = 0; i < pairs.size(); i++) {
                (i % FOLDS == fold ? unseen : seen).add(pairs.get(i));
            }
            sum += fit.squares(unseen, fit.of(seen, PARAMETERS[kind]));
        }
        return sum / pairs.size();
    }
}
