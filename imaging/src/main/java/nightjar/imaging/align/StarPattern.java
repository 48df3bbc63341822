// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.align;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nightjar.imaging.psf.Star;

/**
 * Knows one image's stars again among another's: triangles of the brightest that are alike propose
 * how the images lie, and the proposal that brings most stars together is taken.
 */
final class StarPattern {

    /** Brightest first; 40 make 9,880 triangles. */
    private static final int CORNERS = 40;

    private static final int WITNESSES = 150;

    /**
     * How far ratios of the same triangle may differ, for centroids good to some tenths of a px.
     */
    private static final double ALIKE = 0.004;

    private static final double CLOSE_PX = 2.5;
    private static final int CORNERS_OF_A_TRIANGLE = 3;

    private final List<Star> witnesses;
    private final StarGrid grid;
    private final double density;
    private final List<Triangle> triangles;
    private final TreeMap<Double, List<Triangle>> byMiddle = new TreeMap<>();

    /**
     * @param from,to stars, brightest first
     */
    StarPattern(List<Star> from, List<Star> to) {
        this.witnesses = first(from, WITNESSES);
        var others = first(to, 2 * WITNESSES);
        this.grid = new StarGrid(others, CLOSE_PX);
        this.density = others.size() / Math.max(1, area(others));
        this.triangles = Triangle.of(first(from, CORNERS));
        for (var triangle : Triangle.of(first(to, CORNERS))) {
            byMiddle.computeIfAbsent(triangle.middle(), it -> new ArrayList<>()).add(triangle);
        }
    }

    private static List<Star> first(List<Star> stars, int count) {
        return stars.subList(0, Math.min(count, stars.size()));
    }

    /** Of the box that they fill. */
    private static double area(List<Star> stars) {
        var xs = stars.stream().mapToDouble(Star::x).summaryStatistics();
        var ys = stars.stream().mapToDouble(Star::y).summaryStatistics();
        return stars.isEmpty() ? 0 : (xs.getMax() - xs.getMin()) * (ys.getMax() - ys.getMin());
    }

    /** How the first image's pixels lie on the second's, if they show the same stars. */
    Optional<Similarity> find() {
        var proposals = new ArrayList<Similarity>();
        for (var triangle : triangles) {
            alike(triangle).forEach(other -> proposals.add(Similarity.of(triangle, other)));
        }
        Optional<Similarity> best = Optional.empty();
        int most = byChance(proposals.size());
        for (var proposed : proposals) {
            int together = together(proposed, most);
            if (together > most) {
                most = together;
                best = Optional.of(proposed);
            }
        }
        return best;
    }

    private List<Triangle> alike(Triangle t) {
        var range = byMiddle.subMap(t.middle() - ALIKE, true, t.middle() + ALIKE, true);
        return range.values().stream()
                .flatMap(List::stream)
                .filter(other -> Math.abs(other.shortest() - t.shortest()) < ALIKE)
                .toList();
    }

    /**
     * So many stars come together by chance in the best of so many proposals, hardly ever more: the
     * triangle's own, and a Poisson number of others.
     */
    private int byChance(int proposals) {
        double mean = witnesses.size() * density * Math.PI * CLOSE_PX * CLOSE_PX;
        int others = Chance.hardlyMore(mean, proposals, witnesses.size());
        return CORNERS_OF_A_TRIANGLE + others;
    }

    /** How many stars it brings together, each with one of its own; given up below so many. */
    private int together(Similarity proposed, int most) {
        var met = new HashSet<Star>();
        int left = witnesses.size();
        for (Star star : witnesses) {
            if (met.size() + left <= most) {
                return met.size();
            }
            left--;
            grid.nearest(proposed.x(star), proposed.y(star), CLOSE_PX).ifPresent(met::add);
        }
        return met.size();
    }

    /** Stars of both that lie together, each of the second at most once. */
    static Map<Star, Star> pairs(List<Star> from, List<Star> to, PixelMap map, double within) {
        var grid = new StarGrid(to, within);
        var pairs = new LinkedHashMap<Star, Star>();
        var taken = new HashSet<Star>();
        for (Star star : from) {
            double[] p = map.at(star.x(), star.y());
            grid.nearest(p[0], p[1], within)
                    .filter(taken::add)
                    .ifPresent(other -> pairs.put(star, other));
        }
        return pairs;
    }
}
