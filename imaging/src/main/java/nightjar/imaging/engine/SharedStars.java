// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import java.util.List;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Unusable;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.psf.Star;

/**
 * How many of the brightest stars of either image stand in the other, too. Coordinates that fit
 * each other tell nothing where a header came with another image; stars do: of real pairs nearly
 * all are shared, of images of two fields some hundredths, by chance.
 *
 * @param looked for, in both images together
 * @param found of those, within the size of a star
 * @param close how many pairs agree within a pixel, which chance hardly makes
 */
record SharedStars(int looked, int found, int close) {
    private static final int BRIGHTEST = 60;
    private static final double SNR = 20;

    /** With fewer, a share tells nothing. */
    private static final int FEWEST = 10;

    private static final double LEAST_SHARE = 0.3;

    /** By chance some tenths of a pair lie as close among 60 and 240 stars of a crowded field. */
    private static final int LEAST_CLOSE = 3;

    /** Those of the other image among which a star is looked for: it may be fainter there. */
    private static final int AMONG = 4 * BRIGHTEST;

    /**
     * Of two images on the same grid.
     *
     * @param science,template brightest first
     */
    static SharedStars of(
            List<Star> science, Mask scienceMask, List<Star> template, Mask templateMask) {
        List<Star> ofScience = known(science, scienceMask);
        List<Star> ofTemplate = known(template, templateMask);
        List<Star> a = brightest(ofScience, templateMask);
        List<Star> b = brightest(ofTemplate, scienceMask);
        int found = found(a, ofTemplate, false) + found(b, ofScience, false);
        int close = Math.max(found(a, ofTemplate, true), found(b, ofScience, true));
        return new SharedStars(a.size() + b.size(), found, close);
    }

    /** Whether few are shared, as where most of what shines in an image is new. */
    boolean areFew() {
        return looked >= FEWEST && found < LEAST_SHARE * looked;
    }

    /** Refuses images of different fields. */
    void check() throws Unusable {
        if (areFew() && close < LEAST_CLOSE) {
            throw new Unusable(
                    FailureCause.STARS_DIFFER,
                    "of %d bright stars of science image and template only %d are in both: they show different fields, or one is mirrored; give images whose coordinates (WCS) are their own, or try --align"
                            .formatted(looked, found));
        }
    }

    /** Those that are no cosmic rays: they were told apart after the stars were found. */
    private static List<Star> known(List<Star> stars, Mask own) {
        return stars.stream()
                .filter(s -> own.contains(centre(s.x()), centre(s.y())))
                .filter(s -> (own.at(centre(s.x()), centre(s.y())) & Mask.CR) == 0)
                .toList();
    }

    private static int centre(double at) {
        return (int) Math.round(at);
    }

    /** Those where the other image has good pixels. */
    private static List<Star> brightest(List<Star> stars, Mask other) {
        return stars.stream()
                .filter(s -> s.clean() && s.snr() > SNR && isUsable(other, s))
                .limit(BRIGHTEST)
                .toList();
    }

    private static boolean isUsable(Mask mask, Star s) {
        int x = centre(s.x());
        int y = centre(s.y());
        for (int j = y - 3; j <= y + 3; j++) {
            for (int i = x - 3; i <= x + 3; i++) {
                if (!mask.contains(i, j) || (mask.at(i, j) & Mask.UNUSABLE) != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int found(List<Star> of, List<Star> among, boolean closely) {
        List<Star> those = among.subList(0, Math.min(among.size(), AMONG));
        int n = 0;
        for (Star s : of) {
            double reach = closely ? 1 : Math.max(2.5, 2 * s.size());
            n += those.stream().anyMatch(t -> isWithin(reach, s, t)) ? 1 : 0;
        }
        return n;
    }

    private static boolean isWithin(double reach, Star s, Star t) {
        return Math.hypot(t.x() - s.x(), t.y() - s.y()) < reach;
    }
}
