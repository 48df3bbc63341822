// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.align;

import java.util.ArrayList;
import java.util.List;
import nightjar.imaging.psf.Star;

/**
 * Three stars, known again at any scale, angle and parity by the ratios of their distances (Groth
 * 1986, AJ 91, 1244; the ratios as in Valdes et al. 1995, PASP 107, 1119).
 *
 * @param a opposite the longest side
 * @param b opposite the middle one
 * @param c opposite the shortest one
 * @param middle the middle side over the longest, 0.5..1
 * @param shortest the shortest side over the longest, 0..middle
 */
record Triangle(Star a, Star b, Star c, double middle, double shortest) {

    /**
     * Nearly round ones are alike whatever their corners' order, flat ones whatever their stars.
     */
    private static final double FLATTEST = 0.1;

    private static final double ROUNDEST = 0.97;

    /** Closer stars lie too uncertainly for a ratio. */
    private static final double SHORTEST_PX = 12;

    /** All of these stars that are fit to be known again. */
    static List<Triangle> of(List<Star> stars) {
        var all = new ArrayList<Triangle>();
        for (int i = 0; i < stars.size(); i++) {
            for (int j = 0; j < i; j++) {
                for (int k = 0; k < j; k++) {
                    add(stars.get(i), stars.get(j), stars.get(k), all);
                }
            }
        }
        return all;
    }

    private static void add(Star p, Star q, Star r, List<Triangle> all) {
        Star[] stars = {p, q, r};
        double[] opposite = {distance(q, r), distance(p, r), distance(p, q)};
        order(stars, opposite, 0, 1);
        order(stars, opposite, 1, 2);
        order(stars, opposite, 0, 1);
        double middle = opposite[1] / opposite[0];
        double shortest = opposite[2] / opposite[0];
        boolean fit =
                opposite[2] > SHORTEST_PX
                        && middle < ROUNDEST
                        && shortest / middle < ROUNDEST
                        && middle + shortest - 1 > FLATTEST * shortest;
        if (fit) {
            all.add(new Triangle(stars[0], stars[1], stars[2], middle, shortest));
        }
    }

    /** Puts the star with the longer side opposite first. */
    private static void order(Star[] stars, double[] opposite, int i, int j) {
        if (opposite[j] > opposite[i]) {
            var star = stars[i];
            stars[i] = stars[j];
            stars[j] = star;
            double side = opposite[i];
            opposite[i] = opposite[j];
            opposite[j] = side;
        }
    }

    private static double distance(Star p, Star q) {
        return Math.hypot(p.x() - q.x(), p.y() - q.y());
    }
}
