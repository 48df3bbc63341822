// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import nightjar.imaging.pixels.Plane;

/** Little pieces of an image. */
final class Stamps {
    private Stamps() {}

    /** The pixels around a place times a factor; zero beyond the border. */
    static Plane around(Plane image, double x, double y, int radius, float factor) {
        int cx = (int) Math.round(x);
        int cy = (int) Math.round(y);
        var out = new Plane(2 * radius + 1, 2 * radius + 1);
        for (int j = -radius; j <= radius; j++) {
            for (int i = -radius; i <= radius; i++) {
                if (image.contains(cx + i, cy + j)) {
                    out.set(i + radius, j + radius, factor * image.at(cx + i, cy + j));
                }
            }
        }
        return out;
    }
}
