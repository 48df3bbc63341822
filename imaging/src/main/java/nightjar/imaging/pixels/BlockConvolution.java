// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.pixels;

import java.util.Arrays;

/**
 * Convolves blocks of an image with square kernels; pixels beyond the border count as zero. Keeps
 * its workspace, so it belongs to one thread.
 *
 * <p>The JIT makes vector instructions only of loops that read and write all their arrays at one
 * and the same index, and long loops carry its set-up best: so the block's rows are laid out four
 * at a time, one such strip for every row to begin at, and the strips are summed. Sums run over
 * four taps at a time; columns of the kernel that are no multiple of four long are filled up with
 * zeros.
 */
public final class BlockConvolution {
    private static final int STRIP = 4;
    private static final int TAPS = 4;
    private static final double ROUNDING = 1e-7;

    private float[][] strips = {};
    private float[][] sums = {};
    private float[] row = {};

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
        int w = x1 - x0;
        int h = y1 - y0;
        int taps = (side + TAPS - 1) / TAPS * TAPS;
        int outputs = (h + STRIP - 1) / STRIP;
        require(STRIP * (outputs - 1) + taps, outputs, w);
        float[] column = new float[taps];
        for (int k = 0; k < side; k++) {
            // true convolution, not correlation: the kernel is turned round
            for (int j = 0; j < side; j++) {
                column[j] = kernel[(side - 1 - j) * side + side - 1 - k];
            }
            lay(in, x0 - side / 2 + k, y0 - side / 2, w, STRIP * (outputs - 1) + taps);
            for (int o = 0; o < outputs; o++) {
                sum(o * STRIP, column, sums[o], STRIP * w);
            }
        }
        for (int y = 0; y < h; y++) {
            float[] from = sums[y / STRIP];
            System.arraycopy(from, y % STRIP * w, out.pixels, (toY + y) * out.width + toX, w);
        }
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

    private void require(int stripsNeeded, int outputs, int w) {
        if (strips.length < stripsNeeded || sums.length < outputs || row.length < w) {
            strips = new float[stripsNeeded][STRIP * w];
            sums = new float[outputs][STRIP * w];
            row = new float[w];
        } else {
            for (int o = 0; o < outputs; o++) {
                Arrays.fill(sums[o], 0, STRIP * w, 0);
            }
        }
    }

    /** Strip n holds rows n to n + 3 of the patch, from column x on. */
    private void lay(Plane in, int x, int y, int w, int count) {
        int rows = count + STRIP - 1;
        for (int j = 0; j < rows; j++) {
            boolean inside = y + j >= 0 && y + j < in.height && x >= 0 && x + w <= in.width;
            if (!inside) {
                piece(in, x, y + j, w);
            }
            float[] from = inside ? in.pixels : row;
            int at = inside ? (y + j) * in.width + x : 0;
            for (int n = Math.max(0, j - STRIP + 1); n <= Math.min(j, count - 1); n++) {
                System.arraycopy(from, at, strips[n], (j - n) * w, w);
            }
        }
    }

    /** A piece of a row that begins at x; zero beyond the border. */
    private void piece(Plane in, int x, int y, int w) {
        int left = Math.max(0, x);
        int right = Math.min(in.width, x + w);
        Arrays.fill(row, 0, w, 0);
        if (y >= 0 && y < in.height && right > left) {
            System.arraycopy(in.pixels, y * in.width + left, row, left - x, right - left);
        }
    }

    private void sum(int first, float[] weights, float[] to, int count) {
        for (int k = 0; k < weights.length; k += TAPS) {
            int j = first + k;
            Convolution.four(
                    strips[j],
                    strips[j + 1],
                    strips[j + 2],
                    strips[j + 3],
                    weights[k],
                    weights[k + 1],
                    weights[k + 2],
                    weights[k + 3],
                    to,
                    count);
        }
    }
}
