// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.psf;

import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.QuinticSpline;

/** Subpixel interpolation of a few pixels by the spline of degree five. */
public final class Shift {
    /** Pixels around those that are needed, whose light the spline still feels. */
    private static final int AROUND = 8;

    private Shift() {}

    /**
     * A square of {@code 2 r + 1} pixels of the image centred on a fractional position; 0 outside.
     */
    public static float[] stamp(Plane image, double cx, double cy, int r) {
        int ix = (int) Math.floor(cx);
        int iy = (int) Math.floor(cy);
        double[] wx = QuinticSpline.weights(cx - ix);
        double[] wy = QuinticSpline.weights(cy - iy);
        int side = 2 * r + 1;
        Plane patch = patch(image, ix - r, iy - r, side + QuinticSpline.TAPS - 1);
        QuinticSpline.prepare(patch);
        int tall = side + QuinticSpline.TAPS - 1;
        double[] rows = new double[tall * side];
        for (int j = 0; j < tall; j++) {
            int at = (AROUND + j) * patch.width + AROUND;
            for (int i = 0; i < side; i++) {
                double sum = 0;
                for (int k = 0; k < wx.length; k++) {
                    sum += wx[k] * patch.pixels[at + i + k];
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

    /** Pixels from a corner on, the taps before it included, with {@code AROUND} on each side. */
    private static Plane patch(Plane image, int left, int top, int needed) {
        int wide = needed + 2 * AROUND;
        var out = new Plane(wide, wide);
        int x0 = left - QuinticSpline.BEFORE - AROUND;
        int from = Math.max(0, -x0);
        int to = Math.min(wide, image.width - x0);
        for (int j = 0; j < wide; j++) {
            int y = top - QuinticSpline.BEFORE - AROUND + j;
            if (y >= 0 && y < image.height && to > from) {
                System.arraycopy(
                        image.pixels,
                        y * image.width + x0 + from,
                        out.pixels,
                        j * wide + from,
                        to - from);
            }
        }
        return out;
    }
}
