// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.pixels;

import java.util.Arrays;

/** Convolution with small kernels that are the same along x and y. */
public final class Convolution {
    private static final Kernels KERNELS = Kernels.best();

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
                        KERNELS.rows(rows, y - from, turned, line);
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
            KERNELS.rows(moved, 0, turned, rows[y - from]);
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
}
