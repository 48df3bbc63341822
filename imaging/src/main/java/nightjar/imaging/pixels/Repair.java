// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.pixels;

/** Fills unusable pixels from their neighbours, so that no convolution ever meets a NaN. */
public final class Repair {
    private static final int REACH = 6;

    private Repair() {}

    /**
     * Replaces every pixel that has any of the bits by the mean of the nearest good pixels along
     * its row and column, weighted by 1/distance squared; {@code otherwise} where none is near.
     * Marks what it filled.
     */
    public static void fill(Plane image, Mask mask, int unusable, float otherwise) {
        var source = image.pixels;
        float[] filled = new float[Math.max(image.width, image.height)];
        for (int y = 0; y < image.height; y++) {
            boolean any = false;
            for (int x = 0; x < image.width; x++) {
                int i = y * image.width + x;
                if ((mask.bits[i] & unusable) != 0) {
                    filled[x] = estimate(image, mask, unusable, x, y, otherwise);
                    any = true;
                }
            }
            for (int x = 0; any && x < image.width; x++) {
                int i = y * image.width + x;
                if ((mask.bits[i] & unusable) != 0) {
                    source[i] = filled[x];
                    mask.bits[i] |= Mask.INTRP;
                }
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
