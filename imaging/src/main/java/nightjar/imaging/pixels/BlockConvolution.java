// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.pixels;

import java.util.Arrays;

/**
 * Convolves blocks of an image with square kernels; pixels beyond the border count as zero. Keeps
 * its workspace, so it belongs to one thread.
 */
public final class BlockConvolution {
    private static final double ROUNDING = 1e-7;

    private final Kernels.Blocks blocks = Kernels.best().blocks();
    private float[] patch = {};
    private float[] sums = {};

    /**
     * Convolves the pixels from (x0, y0) up to, not including, (x1, y1).
     *
     * @param kernel side times side values, row by row
     * @param side odd
     */
    public void apply(
            Plane in, float[] kernel, int side, int x0, int y0, int x1, int y1, Plane out) {
        apply(in, kernel, side, x0, y0, x1, y1, out, x0, y0);
    }

    /** The same with the first of the pixels going to (toX, toY). */
    public void apply(
            Plane in,
            float[] kernel,
            int side,
            int x0,
            int y0,
            int x1,
            int y1,
            Plane out,
            int toX,
            int toY) {
        int w = rounded(x1 - x0, Kernels.BLOCK_WIDTH);
        int h = rounded(y1 - y0, Kernels.BLOCK_HEIGHT);
        int stride = w + side - 1;
        require(stride * (h + side - 1), w * h);
        for (int j = 0; j < h + side - 1; j++) {
            piece(in, x0 - side / 2, y0 - side / 2 + j, stride, j * stride);
        }
        // true convolution, not correlation: the kernel is turned round
        float[] turned = new float[side * side];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = kernel[turned.length - 1 - i];
        }
        blocks.sum(patch, stride, turned, side, w, h, sums);
        for (int y = 0; y < y1 - y0; y++) {
            System.arraycopy(sums, y * w, out.pixels, (toY + y) * out.width + toX, x1 - x0);
        }
    }

    private static int rounded(int length, int to) {
        return (length + to - 1) / to * to;
    }

    private void require(int pixels, int results) {
        patch = patch.length < pixels ? new float[pixels] : patch;
        sums = sums.length < results ? new float[results] : sums;
    }

    /** A piece of a row that begins at x; zero beyond the border. */
    private void piece(Plane in, int x, int y, int w, int to) {
        int left = Math.max(0, x);
        int right = Math.min(in.width, x + w);
        if (y < 0 || y >= in.height || right <= left) {
            Arrays.fill(patch, to, to + w, 0);
            return;
        }
        Arrays.fill(patch, to, to + left - x, 0);
        System.arraycopy(in.pixels, y * in.width + left, patch, to + left - x, right - left);
        Arrays.fill(patch, to + right - x, to + w, 0);
    }

    /**
     * The least square in the middle of a kernel without negative values that holds all of it but
     * what float rounding would lose anyhow.
     */
    public static float[] core(float[] kernel, int side) {
        double all = sum(kernel, side, side);
        int inner = side;
        while (inner > 1 && sum(kernel, side, inner - 2) > all * (1 - ROUNDING)) {
            inner -= 2;
        }
        float[] out = new float[inner * inner];
        int margin = (side - inner) / 2;
        for (int j = 0; j < inner; j++) {
            System.arraycopy(kernel, (j + margin) * side + margin, out, j * inner, inner);
        }
        return out;
    }

    private static double sum(float[] kernel, int side, int inner) {
        int margin = (side - inner) / 2;
        double sum = 0;
        for (int j = margin; j < side - margin; j++) {
            for (int i = margin; i < side - margin; i++) {
                sum += kernel[j * side + i];
            }
        }
        return sum;
    }
}
