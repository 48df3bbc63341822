// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.align;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightjar.imaging.psf.Star;
import nightjar.imaging.sky.ReferenceCatalogue;
import nightjar.imaging.sky.SkyPosition;
import nightjar.imaging.sky.Wcs;

/**
 * Which star of an image is which of a catalogue, where a header's coordinates are nearly right.
 */
final class CatalogueMatch {
    private static final double MARGIN_PX = 150;
    private static final int IMAGE_VOTERS = 200;
    private static final int CATALOGUE_VOTERS = 800;
    private static final double BRIGHT_SNR = 20;
    private static final int ENOUGH_BRIGHT = 30;
    private static final double ARCSEC = 3600;

    private CatalogueMatch() {}

    /**
     * A star that both know.
     *
     * @param weight inverse variance of the star's place on the image, px^-2
     */
    record Pair(double x, double y, double weight, SkyPosition sky) {}

    /**
     * The pairs; empty when chance would bring as many together.
     *
     * @param stars of the image, brightest first
     */
    static List<Pair> pairs(
            ReferenceCatalogue catalogue, Wcs wcs, List<Star> stars, int width, int height) {
        var projected = projected(catalogue, wcs, width, height);
        var listed = new ArrayList<>(projected.keySet());
        listed.sort(Comparator.comparingDouble((Star s) -> -s.flux()));
        var seen = bright(stars);
        var voters = listed.subList(0, Math.min(CATALOGUE_VOTERS, listed.size()));
        var found =
                new OffsetVote(
                                voters,
                                seen.subList(0, Math.min(IMAGE_VOTERS, seen.size())),
                                width,
                                height)
                        .find()
                        .or(() -> new StarPattern(voters, seen).find());
        if (found.isEmpty()) {
            return List.of();
        }
        var pairs = new ArrayList<Pair>();
        Registration.pairs(PixelMap.of(found.get()), listed, seen, width, height)
                .forEach(
                        (known, star) ->
                                pairs.add(pair(star, projected.getOrDefault(known, NONE))));
        return pairs;
    }

    private static final SkyPosition NONE = new SkyPosition(Double.NaN, Double.NaN);

    private static Pair pair(Star star, SkyPosition sky) {
        // a centroid's error, with what pixels and galaxies leave of bright ones'
        double sigma = Math.hypot(0.02, star.size() / star.snr());
        return new Pair(star.x(), star.y(), 1 / (sigma * sigma), sky);
    }

    private static List<Star> bright(List<Star> stars) {
        var clean = stars.stream().filter(Star::clean).toList();
        var bright = clean.stream().filter(s -> s.snr() > BRIGHT_SNR).toList();
        return bright.size() >= ENOUGH_BRIGHT ? bright : clean;
    }

    /** The catalogue as stars of the image, by what its header says. */
    private static Map<Star, SkyPosition> projected(
            ReferenceCatalogue catalogue, Wcs wcs, int width, int height) {
        var out = new HashMap<Star, SkyPosition>();
        var middle = wcs.toSky(width / 2.0, height / 2.0);
        double pixel = ARCSEC * Math.sqrt(wcs.pixelArea(width / 2.0, height / 2.0));
        // a polynomial asked far outside its image may answer anything
        double reach = pixel * (Math.hypot(width, height) / 2 + 2 * MARGIN_PX);
        for (var entry : catalogue.entries()) {
            var sky = new SkyPosition(entry.raDeg(), entry.decDeg());
            if (!(middle.separationArcsec(sky) < reach)) {
                continue;
            }
            double[] p = wcs.toPixel(entry.raDeg(), entry.decDeg());
            boolean isNear =
                    p[0] > -MARGIN_PX
                            && p[1] > -MARGIN_PX
                            && p[0] < width + MARGIN_PX
                            && p[1] < height + MARGIN_PX;
            if (isNear) {
                double flux = Double.isNaN(entry.mag()) ? 1 : Math.pow(10, -0.4 * entry.mag());
                var star = new Star(p[0], p[1], flux, 0, 0, 0, 0, 0, true);
                out.put(star, sky);
            }
        }
        return out;
    }
}
