// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.align;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightjar.imaging.pixels.Statistics;
import nightjar.imaging.psf.Star;

/**
 * How one image lies on another, by the stars that both show.
 *
 * @param pixels from the first image's pixels to the second's
 * @param stars how many were used
 * @param rms of what they miss by in one coordinate, pixels of the second image
 */
public record Registration(PixelMap pixels, int stars, double rms) {

    private static final int ROUNDS = 8;
    private static final double WIDEST_PX = 3;
    private static final double NARROWEST_PX = 0.3;

    /** Stars for a polynomial of order 2 and 3: some seven for each of its coefficients. */
    private static final int FOR_QUADRATIC = 40;

    private static final int FOR_CUBIC = 70;

    /**
     * Finds it.
     *
     * @param from,to stars, brightest first
     * @param width,height of the first image, pixels
     */
    public static Optional<Registration> of(List<Star> from, List<Star> to, int width, int height) {
        var first = from.stream().filter(Star::clean).toList();
        var second = to.stream().filter(Star::clean).toList();
        return new StarPattern(first, second)
                .find()
                .map(found -> refined(PixelMap.of(found), first, second, width, height));
    }

    /** Nearer and nearer stars, with as many coefficients as they bear. */
    private static Registration refined(
            PixelMap found, List<Star> from, List<Star> to, int width, int height) {
        return of(paired(found, from, to, width, height));
    }

    private record Paired(PixelMap map, Map<Star, Star> pairs) {}

    private static Registration of(Paired paired) {
        double sum = 0;
        for (var pair : paired.pairs.entrySet()) {
            sum += Math.pow(paired.map.miss(pair), 2);
        }
        int stars = paired.pairs.size();
        return new Registration(paired.map, stars, Math.sqrt(sum / (2.0 * stars)));
    }

    /** The stars that both show, beginning with a map that is good to some pixels. */
    static Map<Star, Star> pairs(
            PixelMap found, List<Star> from, List<Star> to, int width, int height) {
        return paired(found, from, to, width, height).pairs;
    }

    private static Paired paired(
            PixelMap found, List<Star> from, List<Star> to, int width, int height) {
        double[] centre = {width / 2.0, height / 2.0};
        var map = found;
        double within = WIDEST_PX;
        var pairs = StarPattern.pairs(from, to, map, within);
        for (int round = 0; round < ROUNDS; round++) {
            map = PixelMap.fit(pairs, order(pairs.size()), centre, Math.max(width, height) / 2.0);
            double[] misses = pairs.entrySet().stream().mapToDouble(map::miss).toArray();
            double usual = Statistics.median(misses);
            within = Math.min(WIDEST_PX, Math.max(NARROWEST_PX, 3 * usual));
            pairs = atLeast(3, StarPattern.pairs(from, to, map, within), pairs);
        }
        return new Paired(map, pairs);
    }

    private static Map<Star, Star> atLeast(
            int count, Map<Star, Star> some, Map<Star, Star> otherwise) {
        return some.size() >= count ? some : new LinkedHashMap<>(otherwise);
    }

    private static int order(int pairs) {
        return pairs < FOR_QUADRATIC ? 1 : pairs < FOR_CUBIC ? 2 : 3;
    }

    /** The second image's pixel at one of the first's, both 0-based. */
    public double[] at(double x, double y) {
        return pixels.at(x, y);
    }
}
