// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.psf;

import nightjar.imaging.pixels.Plane;

/** Subpixel interpolation with the three-lobed Lanczos function. */
public final class Shift {
    private static final int LOBES = 3;

    private Shift() {}

    /** The six weights of a fractional position 0 &lt;= t &lt; 1; they sum to one. */
    static double[] weights(double t) {
        double[] w = new double[2 * LOBES];
        double sum = 0;
        for (int i = 0; i < w.length; i++) {
            w[i] = lanczos(i - LOBES + 1 - t, LOBES);
            sum += w[i];
        }
        for (int i = 0; i < w.length; i++) {
            w[i] /= sum;
        }
        return w;
    }

    /** sinc(x) sinc(x/a) within a of the centre. */
    public static double lanczos(double x, int a) {
        if (x == 0) {
            return 1;
        }
        if (Math.abs(x) >= a) {
            return 0;
        }
        double p = Math.PI * x;
        return a * Math.sin(p) * Math.sin(p / a) / (p * p);
    }

    /**
     * A square of {@code 2 r + 1} pixels of the image centred on a fractional position; 0 outside.
     */
    public static float[] stamp(Plane image, double cx, double cy, int r) {
        int ix = (int) Math.floor(cx);
        int iy = (int) Math.floor(cy);
        double[] wx = weights(cx - ix);
        double[] wy = weights(cy - iy);
        int side = 2 * r + 1;
        int tall = side + 2 * LOBES - 1;
        double[] rows = new double[tall * side];
        for (int j = 0; j < tall; j++) {
            int y = iy - r + j - LOBES + 1;
            if (y < 0 || y >= image.height) {
                continue;
            }
            for (int i = 0; i < side; i++) {
                double sum = 0;
                for (int k = 0; k < wx.length; k++) {
                    int x = ix - r + i + k - LOBES + 1;
                    if (x >= 0 && x < image.width) {
                        sum += wx[k] * image.pixels[y * image.width + x];
                    }
                }
                rows[j * side + i] = sum;
            }
        }
        float[] out = new float[side * side];
        for (int j = 0; j < side; j++) {
            for (int i = 0; i < side; i++) {
                double sum = 0;
                for (int k = 0; k < wy.length; k++) {
                    sum += wy[k] * rows[(j + k) * side + i];
                }
                out[j * side + i] = (float) sum;
            }
        }
        return out;
    }
}
