// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.pixels;

/**
 * Convolution with small kernels. The inner loops run along rows in small static methods, so that
 * the JIT turns them into vector instructions on every JDK.
 */
public final class Convolution {
    private Convolution() {}

    /** Convolves with the same odd one-dimensional kernel along x, then y; edges repeat. */
    public static Plane separable(Plane in, float[] kernel) {
        return alongY(alongX(in, kernel), kernel);
    }

    /** Convolution along x; edges repeat. */
    public static Plane alongX(Plane in, float[] kernel) {
        int r = kernel.length / 2;
        var out = in.like();
        float[] padded = new float[in.width + 2 * r];
        for (int y = 0; y < in.height; y++) {
            padRow(in, y, r, padded);
            for (int k = 0; k < kernel.length; k++) {
                // true convolution: the kernel is turned round
                accumulate(padded, 2 * r - k, kernel[k], out.pixels, y * in.width, in.width);
            }
        }
        return out;
    }

    /** Convolution along y; edges repeat. */
    public static Plane alongY(Plane in, float[] kernel) {
        int r = kernel.length / 2;
        var out = in.like();
        for (int y = 0; y < in.height; y++) {
            for (int k = 0; k < kernel.length; k++) {
                int from = Math.max(0, Math.min(in.height - 1, y + r - k));
                accumulate(
                        in.pixels, from * in.width, kernel[k], out.pixels, y * in.width, in.width);
            }
        }
        return out;
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

    private static void padRow(Plane in, int y, int r, float[] padded) {
        int at = y * in.width;
        System.arraycopy(in.pixels, at, padded, r, in.width);
        for (int i = 0; i < r; i++) {
            padded[i] = in.pixels[at];
            padded[r + in.width + i] = in.pixels[at + in.width - 1];
        }
    }

    /** Adds {@code factor} times a run of {@code from} to a run of {@code to}. */
    static void accumulate(
            float[] from, int fromAt, float factor, float[] to, int toAt, int count) {
        for (int i = 0; i < count; i++) {
            to[toAt + i] += factor * from[fromAt + i];
        }
    }

    /**
     * Convolves one block of the image with a square kernel of odd side; pixels beyond the border
     * count as zero.
     *
     * @param kernel side times side values, row by row
     */
    public static void block(
            Plane in, float[] kernel, int side, int x0, int y0, int x1, int y1, Plane out) {
        int r = side / 2;
        int w = x1 - x0;
        int paddedWidth = w + 2 * r;
        float[] padded = new float[paddedWidth * (y1 - y0 + 2 * r)];
        for (int y = y0 - r; y < y1 + r; y++) {
            if (y >= 0 && y < in.height) {
                int left = Math.max(0, x0 - r);
                int right = Math.min(in.width, x1 + r);
                int to = (y - y0 + r) * paddedWidth + left - x0 + r;
                System.arraycopy(in.pixels, y * in.width + left, padded, to, right - left);
            }
        }
        float[] turned = new float[kernel.length];
        for (int i = 0; i < kernel.length; i++) {
            turned[i] = kernel[kernel.length - 1 - i];
        }
        float[] line = new float[w];
        for (int y = y0; y < y1; y++) {
            java.util.Arrays.fill(line, 0);
            for (int j = 0; j < side; j++) {
                rowOfKernel(padded, (y - y0 + j) * paddedWidth, turned, j * side, side, line, w);
            }
            System.arraycopy(line, 0, out.pixels, y * in.width + x0, w);
        }
    }

    private static void rowOfKernel(
            float[] in, int at, float[] kernel, int kernelAt, int side, float[] out, int count) {
        int k = 0;
        for (; k + 3 < side; k += 4) {
            four(in, at + k, kernel, kernelAt + k, out, count);
        }
        for (; k < side; k++) {
            accumulate(in, at + k, kernel[kernelAt + k], out, 0, count);
        }
    }

    private static void four(
            float[] in, int at, float[] kernel, int kernelAt, float[] out, int count) {
        float a = kernel[kernelAt];
        float b = kernel[kernelAt + 1];
        float c = kernel[kernelAt + 2];
        float d = kernel[kernelAt + 3];
        for (int i = 0; i < count; i++) {
            out[i] += a * in[at + i] + b * in[at + i + 1] + c * in[at + i + 2] + d * in[at + i + 3];
        }
    }
}
