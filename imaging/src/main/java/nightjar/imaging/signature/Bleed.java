// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.signature;

import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;

/**
 * Charge of a full pixel runs along its column. Most of the trail is full itself; its ends are not,
 * but stand out from the columns beside them.
 */
final class Bleed {
    private static final int BESIDE = 3;
    private static final double SIGMAS = 5;

    /** Shorter runs are stars whose peak alone is full. */
    private static final int LEAST_RUN = 4;

    private final Plane image;
    private final Plane variance;
    private final Mask mask;

    private Bleed(Plane image, Plane variance, Mask mask) {
        this.image = image;
        this.variance = variance;
        this.mask = mask;
    }

    /** Lengthens runs of SAT along columns as far as light stands out there. */
    static void mark(Plane image, Plane variance, Mask mask) {
        var bleed = new Bleed(image, variance, mask);
        for (int x = 0; x < image.width; x++) {
            int run = 0;
            for (int y = 0; y <= image.height; y++) {
                if (y < image.height && bleed.isFull(x, y)) {
                    run++;
                    continue;
                }
                if (run >= LEAST_RUN) {
                    // downwards first: what is marked upwards would count as run
                    bleed.follow(x, y - run - 1, -1, run);
                    y = bleed.follow(x, y, 1, run) - 1;
                }
                run = 0;
            }
        }
    }

    private boolean isFull(int x, int y) {
        return (mask.at(x, y) & Mask.SAT) != 0;
    }

    /** Returns the first row that is not of the trail. */
    private int follow(int x, int from, int step, int atMost) {
        int y = from;
        for (int k = 0; k < atMost && y >= 0 && y < image.height && standsOut(x, y); k++) {
            mask.add(x, y, Mask.SAT);
            y += step;
        }
        return y;
    }

    private boolean standsOut(int x, int y) {
        float left = x >= BESIDE ? image.at(x - BESIDE, y) : Float.NaN;
        float right = x + BESIDE < image.width ? image.at(x + BESIDE, y) : Float.NaN;
        float beside =
                Float.isNaN(left) ? right : Float.isNaN(right) ? left : Math.max(left, right);
        double excess = image.at(x, y) - 1.2 * beside;
        return excess > SIGMAS * Math.sqrt(2 * variance.at(x, y));
    }
}
