// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.pixels;

import java.util.Arrays;

/**
 * Kernels of plain Java. The JIT makes vector instructions only of loops that read and write all
 * their arrays at one and the same index, since it cannot know that two arrays are not one; so rows
 * are copied to where they are needed, which costs a fraction of the sums.
 */
public final class ScalarKernels implements Kernels {
    private static final int TAPS = 4;

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public boolean isFastOn(int feature) {
        return true;
    }

    @Override
    public Blocks blocks() {
        return new Strips();
    }

    @Override
    public void rows(float[][] rows, int first, float[] weights, float[] to) {
        int k = 0;
        for (; k + TAPS - 1 < weights.length; k += TAPS) {
            four(rows, first + k, weights, k, to);
        }
        for (; k < weights.length; k++) {
            one(rows[first + k], weights[k], to, to.length);
        }
    }

    private static void four(float[][] rows, int j, float[] weights, int k, float[] to) {
        four(
                rows[j],
                rows[j + 1],
                rows[j + 2],
                rows[j + 3],
                weights[k],
                weights[k + 1],
                weights[k + 2],
                weights[k + 3],
                to,
                to.length);
    }

    private static void four(
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

    /**
     * Long loops carry a vector loop's set-up best: so the patch's rows are laid out four at a
     * time, one such strip for every row to begin at, and the strips are summed, four taps at a
     * time; columns of the filter that are no multiple of four long are filled up with zeros.
     */
    private static final class Strips implements Blocks {
        private static final int STRIP = BLOCK_HEIGHT;

        private float[][] strips = {};
        private float[][] sums = {};

        @Override
        public void sum(
                float[] patch, int stride, float[] weights, int side, int w, int h, float[] out) {
            int taps = (side + TAPS - 1) / TAPS * TAPS;
            int count = h - STRIP + taps;
            int outputs = h / STRIP;
            require(count, outputs, w);
            float[] column = new float[taps];
            for (int k = 0; k < side; k++) {
                for (int j = 0; j < side; j++) {
                    column[j] = weights[j * side + k];
                }
                lay(patch, stride, k, w, h + side - 1, count);
                for (int o = 0; o < outputs; o++) {
                    for (int j = 0; j < taps; j += TAPS) {
                        four(strips, o * STRIP + j, column, j, sums[o]);
                    }
                }
            }
            for (int o = 0; o < outputs; o++) {
                System.arraycopy(sums[o], 0, out, o * STRIP * w, STRIP * w);
            }
        }

        private void require(int count, int outputs, int w) {
            boolean fits = strips.length >= count && sums.length >= outputs;
            if (!fits || sums[0].length != STRIP * w) {
                strips = new float[count][STRIP * w];
                sums = new float[outputs][STRIP * w];
            }
            for (int o = 0; o < outputs; o++) {
                Arrays.fill(sums[o], 0);
            }
        }

        /** Strip n holds rows n to n + 3 of the patch, from column x on; zeroes below it. */
        private void lay(float[] patch, int stride, int x, int w, int rows, int count) {
            for (int j = 0; j < count + STRIP - 1; j++) {
                for (int n = Math.max(0, j - STRIP + 1); n <= Math.min(j, count - 1); n++) {
                    int to = (j - n) * w;
                    if (j < rows) {
                        System.arraycopy(patch, j * stride + x, strips[n], to, w);
                    } else {
                        Arrays.fill(strips[n], to, to + w, 0);
                    }
                }
            }
        }
    }
}
