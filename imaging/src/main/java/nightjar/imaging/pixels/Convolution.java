// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.pixels;

import java.util.Arrays;

/**
 * Convolution with small kernels. The JIT makes vector instructions only of loops that read and
 * write all their arrays at one and the same index, since it cannot know that two arrays are not
 * one; so rows are copied to where they are needed, which costs a fraction of the sums.
 */
public final class Convolution {
    /** Rows at its ends are convolved along x twice. */
    private static final int BAND = 128;

    private Convolution() {}

    /** Convolves with the same odd one-dimensional kernel along x, then y; edges repeat. */
    public static Plane separable(Plane in, float[] kernel) {
        var out = in.like();
        separable(in, kernel, out);
        return out;
    }

    /** The same into a plane of the same size, whatever is in it. */
    public static void separable(Plane in, float[] kernel, Plane out) {
        int r = kernel.length / 2;
        float[] turned = turned(kernel);
        Bands.Rows band =
                (from, to) -> {
                    float[][] rows = alongX(in, turned, from - r, to + r);
                    float[] line = new float[in.width];
                    for (int y = from; y < to; y++) {
                        Arrays.fill(line, 0);
                        sum(rows, y - from, turned, line);
                        System.arraycopy(line, 0, out.pixels, y * in.width, in.width);
                    }
                };
        Bands.run(0, in.height, BAND, band);
    }

    /** Rows convolved along x; what would lie beyond the image is its first or last. */
    private static float[][] alongX(Plane in, float[] turned, int from, int to) {
        int r = turned.length / 2;
        float[] padded = new float[in.width + 2 * r];
        float[][] moved = new float[turned.length][in.width];
        float[][] rows = new float[to - from][in.width];
        for (int y = from; y < to; y++) {
            padRow(in, Math.min(in.height - 1, Math.max(0, y)), r, padded);
            for (int k = 0; k < moved.length; k++) {
                System.arraycopy(padded, k, moved[k], 0, in.width);
            }
            sum(moved, 0, turned, rows[y - from]);
        }
        return rows;
    }

    /** A normalised Gaussian reaching to 3.5 sigma. */
    public static float[] gaussian(double sigma) {
        int r = Math.max(1, (int) Math.ceil(3.5 * sigma));
        float[] k = new float[2 * r + 1];
        double sum = 0;
        for (int i = -r; i <= r; i++) {
            double v = Math.exp(-0.5 * i * i / (sigma * sigma));
            k[i + r] = (float) v;
            sum += v;
        }
        for (int i = 0; i < k.length; i++) {
            k[i] /= (float) sum;
        }
        return k;
    }

    /** True convolution, not correlation: the kernel is turned round. */
    private static float[] turned(float[] kernel) {
        float[] out = new float[kernel.length];
        for (int i = 0; i < kernel.length; i++) {
            out[i] = kernel[kernel.length - 1 - i];
        }
        return out;
    }

    private static void padRow(Plane in, int y, int r, float[] padded) {
        int at = y * in.width;
        System.arraycopy(in.pixels, at, padded, r, in.width);
        for (int i = 0; i < r; i++) {
            padded[i] = in.pixels[at];
            padded[r + in.width + i] = in.pixels[at + in.width - 1];
        }
    }

    /** Adds the weighted sum of as many rows as there are weights. */
    private static void sum(float[][] rows, int first, float[] weights, float[] to) {
        int k = 0;
        for (; k + 3 < weights.length; k += 4) {
            int j = first + k;
            float a = weights[k];
            float b = weights[k + 1];
            float c = weights[k + 2];
            float d = weights[k + 3];
            four(rows[j], rows[j + 1], rows[j + 2], rows[j + 3], a, b, c, d, to, to.length);
        }
        for (; k < weights.length; k++) {
            one(rows[first + k], weights[k], to, to.length);
        }
    }

    static void four(
            float[] p,
            float[] q,
            float[] r,
            float[] s,
            float a,
            float b,
            float c,
            float d,
            float[] to,
            int count) {
        for (int i = 0; i < count; i++) {
            to[i] += a * p[i] + b * q[i] + c * r[i] + d * s[i];
        }
    }

    private static void one(float[] p, float a, float[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] += a * p[i];
        }
    }
}
