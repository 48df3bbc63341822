// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import nightjar.imaging.pixels.Kernels;

/**
 * Kernels of the Vector API: sums stay in registers until they are whole, and nothing is copied.
 * The JIT keeps them there only in small static methods with few local vectors; an array of vectors
 * makes it ten times slower.
 */
public final class VectorKernels implements Kernels {
    /** Of a Java of 17 the JIT makes objects of the vectors; none between it and 25 was tried. */
    private static final int FAST_SINCE = 25;

    private static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() > FloatVector.SPECIES_512.length()
                    ? FloatVector.SPECIES_512
                    : FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /** Vectors beside each other that are summed at once. */
    private static final int WIDE = 4 * LANES;

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public boolean isFastOn(int feature) {
        return feature >= FAST_SINCE;
    }

    @Override
    public void rows(float[][] rows, int first, float[] weights, float[] to) {
        int x = 0;
        for (; x + 2 * LANES <= to.length; x += 2 * LANES) {
            two(rows, first, weights, to, x);
        }
        for (; x < to.length; x++) {
            float sum = to[x];
            for (int k = 0; k < weights.length; k++) {
                sum = Math.fma(weights[k], rows[first + k][x], sum);
            }
            to[x] = sum;
        }
    }

    private static void two(float[][] rows, int first, float[] weights, float[] to, int x) {
        var a = FloatVector.fromArray(SPECIES, to, x);
        var b = FloatVector.fromArray(SPECIES, to, x + LANES);
        for (int k = 0; k < weights.length; k++) {
            float[] row = rows[first + k];
            var w = FloatVector.broadcast(SPECIES, weights[k]);
            a = FloatVector.fromArray(SPECIES, row, x).fma(w, a);
            b = FloatVector.fromArray(SPECIES, row, x + LANES).fma(w, b);
        }
        a.intoArray(to, x);
        b.intoArray(to, x + LANES);
    }

    @Override
    public Blocks blocks() {
        return new Tiles();
    }

    /** Two rows of four vectors at a time: each pixel read serves both rows. */
    private static final class Tiles implements Blocks {
        private float[] padded = {};

        @Override
        public void sum(
                float[] patch, int stride, float[] weights, int side, int w, int h, float[] out) {
            // a row of zeroes above and below: the first row has no share in the last one's pixels
            int needed = (side + 2) * side;
            padded = padded.length < needed ? new float[needed] : padded;
            Arrays.fill(padded, 0, side, 0);
            System.arraycopy(weights, 0, padded, side, side * side);
            Arrays.fill(padded, side * (side + 1), needed, 0);
            for (int y = 0; y < h; y += 2) {
                for (int x = 0; x < w; x += WIDE) {
                    tile(patch, y * stride + x, stride, padded, side, out, y * w + x, w);
                }
            }
        }

        private static void tile(
                float[] patch,
                int at,
                int stride,
                float[] weights,
                int side,
                float[] out,
                int to,
                int w) {
            var a = FloatVector.zero(SPECIES);
            var b = a;
            var c = a;
            var d = a;
            var e = a;
            var f = a;
            var g = a;
            var h = a;
            for (int j = 0; j <= side; j++) {
                int row = at + j * stride;
                int lower = j * side;
                int upper = lower + side;
                for (int i = 0; i < side; i++) {
                    var u = FloatVector.broadcast(SPECIES, weights[upper + i]);
                    var l = FloatVector.broadcast(SPECIES, weights[lower + i]);
                    var p = FloatVector.fromArray(SPECIES, patch, row + i);
                    var q = FloatVector.fromArray(SPECIES, patch, row + i + LANES);
                    var r = FloatVector.fromArray(SPECIES, patch, row + i + 2 * LANES);
                    var s = FloatVector.fromArray(SPECIES, patch, row + i + 3 * LANES);
                    a = p.fma(u, a);
                    b = q.fma(u, b);
                    c = r.fma(u, c);
                    d = s.fma(u, d);
                    e = p.fma(l, e);
                    f = q.fma(l, f);
                    g = r.fma(l, g);
                    h = s.fma(l, h);
                }
            }
            a.intoArray(out, to);
            b.intoArray(out, to + LANES);
            c.intoArray(out, to + 2 * LANES);
            d.intoArray(out, to + 3 * LANES);
            e.intoArray(out, to + w);
            f.intoArray(out, to + w + LANES);
            g.intoArray(out, to + w + 2 * LANES);
            h.intoArray(out, to + w + 3 * LANES);
        }
    }
}
