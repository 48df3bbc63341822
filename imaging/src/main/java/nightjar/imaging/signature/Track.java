// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.signature;

import java.util.Arrays;
import nightjar.imaging.pixels.Plane;

/**
 * A cosmic ray's track by its being a line: across, it falls off more steeply than any star does,
 * and at least twice as steeply as along. A star of the same fall to its neighbours, were it sharp
 * enough, has it along, too.
 */
final class Track {
    private static final int[][] DIRECTIONS = {{1, 0}, {0, 1}, {1, 1}, {1, -1}};

    /** Of its light, what it falls off by within a pixel; a star that did were 2.3 px wide. */
    private static final double STEEP = 0.4;

    /** The same within a diagonal: the square of what is left. */
    private static final double STEEP_DIAGONAL = 1 - (1 - STEEP) * (1 - STEEP);

    private Track() {}

    /**
     * Whether a pixel, not on the image's edge, is part of one.
     *
     * @param least what its fall must be above, were neighbours without noise
     * @param window room for 49 numbers
     */
    static boolean isOne(Plane image, int x, int y, double least, float[] window) {
        float v = image.at(x, y);
        int best = -1;
        double fall = 0;
        for (int k = 0; k < DIRECTIONS.length; k++) {
            double across = fall(image, x, y, DIRECTIONS[k][0], DIRECTIONS[k][1]);
            if (across > fall) {
                fall = across;
                best = k;
            }
        }
        // the difference of a pixel and the mean of two others is as noisy as 1.22 of them
        if (best < 0 || fall < 1.22 * least) {
            return false;
        }
        double along = fall(image, x, y, -DIRECTIONS[best][1], DIRECTIONS[best][0]);
        double steep = best < 2 ? STEEP : STEEP_DIAGONAL;
        return along < 0.5 * fall && fall > steep * (v - floor(image, x, y, window));
    }

    private static double fall(Plane image, int x, int y, int dx, int dy) {
        return image.at(x, y) - 0.5 * (image.at(x + dx, y + dy) + image.at(x - dx, y - dy));
    }

    /** A level that a star's own light, which fills the middle of a window, does not lift. */
    private static float floor(Plane image, int x, int y, float[] window) {
        int n = 0;
        for (int j = Math.max(0, y - 3); j <= Math.min(image.height - 1, y + 3); j++) {
            for (int i = Math.max(0, x - 3); i <= Math.min(image.width - 1, x + 3); i++) {
                window[n++] = image.at(i, j);
            }
        }
        Arrays.sort(window, 0, n);
        return window[n / 10];
    }
}
