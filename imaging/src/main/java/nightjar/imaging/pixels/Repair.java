// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.pixels;

/** Fills unusable pixels from their neighbours, so that no convolution ever meets a NaN. */
public final class Repair {
    private static final int REACH = 6;
    private static final int BAND = 64;

    private Repair() {}

    /**
     * Replaces every pixel that has any of the bits by the mean of the nearest good pixels along
     * its row and column, weighted by 1/distance squared; {@code otherwise} where none is near.
     * Marks what it filled.
     */
    public static void fill(Plane image, Mask mask, int unusable, float otherwise) {
        Bands.Rows rows =
                (from, to) -> {
                    float[] filled = new float[image.width];
                    for (int y = from; y < to; y++) {
                        row(image, mask, unusable, y, otherwise, filled);
                    }
                };
        // what is filled never serves to fill another: each row is by itself
        Bands.run(0, image.height, BAND, rows);
    }

    private static void row(
            Plane image, Mask mask, int unusable, int y, float otherwise, float[] filled) {
        int at = y * image.width;
        boolean any = false;
        for (int x = 0; x < image.width; x++) {
            if ((mask.bits[at + x] & unusable) != 0) {
                filled[x] = estimate(image, mask, unusable, x, y, otherwise);
                any = true;
            }
        }
        for (int x = 0; any && x < image.width; x++) {
            if ((mask.bits[at + x] & unusable) != 0) {
                image.pixels[at + x] = filled[x];
                mask.bits[at + x] |= Mask.INTRP;
            }
        }
    }

    private static float estimate(
            Plane image, Mask mask, int unusable, int x, int y, float otherwise) {
        double sum = 0;
        double weight = 0;
        for (int direction = 0; direction < 4; direction++) {
            int dx = direction == 0 ? 1 : direction == 1 ? -1 : 0;
            int dy = direction == 2 ? 1 : direction == 3 ? -1 : 0;
            for (int d = 1; d <= REACH; d++) {
                int px = x + d * dx;
                int py = y + d * dy;
                if (!image.contains(px, py)) {
                    break;
                }
                if ((mask.at(px, py) & unusable) == 0) {
                    double w = 1.0 / (d * d);
                    sum += w * image.at(px, py);
                    weight += w;
                    break;
                }
            }
        }
        return weight == 0 ? otherwise : (float) (sum / weight);
    }
}
