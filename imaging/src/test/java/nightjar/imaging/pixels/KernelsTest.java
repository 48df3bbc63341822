// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All kernels that this Java has sum the same. */
class KernelsTest {
    private static final long SEED = 17;

    private final Random random = new Random(SEED);
    private final Kernels scalar = new ScalarKernels();

    @BeforeEach
    void saySeed() {
        System.out.println("KernelsTest: seed " + SEED);
    }

    /** Those of the Vector API; a Java without its module has none, and nothing to hold equal. */
    private static Kernels vector() {
        var found = Kernels.all().stream().filter(it -> it.name().equals("vector")).findFirst();
        assumeTrue(found.isPresent(), "this Java runs without jdk.incubator.vector");
        return found.get();
    }

    private float[] random(int length) {
        float[] out = new float[length];
        for (int i = 0; i < length; i++) {
            out[i] = (float) random.nextGaussian();
        }
        return out;
    }

    @Test
    void rowsOfAnyLengthSumTheSame() {
        Kernels vector = vector();
        for (int width : new int[] {1, 3, 15, 16, 31, 32, 33, 63, 64, 65, 127, 500, 1021}) {
            for (int taps : new int[] {1, 2, 3, 4, 5, 7, 13, 25}) {
                float[][] rows = new float[taps + 2][];
                for (int k = 0; k < rows.length; k++) {
                    rows[k] = random(width);
                }
                float[] weights = random(taps);
                float[] one = random(width);
                float[] other = one.clone();

                scalar.rows(rows, 2, weights, one);
                vector.rows(rows, 2, weights, other);

                assertSame(other, one, "width " + width + ", taps " + taps);
            }
        }
    }

    @Test
    void blocksOfAnyFilterSumTheSame() {
        Kernels vector = vector();
        for (int side : new int[] {1, 3, 5, 7, 9, 13, 17, 21, 31}) {
            for (int w : new int[] {64, 128}) {
                for (int h : new int[] {4, 12, 64}) {
                    int stride = w + side - 1 + random.nextInt(4);
                    float[] patch = random(stride * (h + side - 1));
                    float[] weights = random(side * side);
                    float[] one = new float[w * h];
                    float[] other = new float[w * h];

                    scalar.blocks().sum(patch, stride, weights, side, w, h, one);
                    vector.blocks().sum(patch, stride, weights, side, w, h, other);

                    assertSame(other, one, "side " + side + ", " + w + " x " + h);
                }
            }
        }
    }

    @Test
    void aWorkspaceMayServeFiltersOfSeveralSizes() {
        for (Kernels kernels : Kernels.all()) {
            var blocks = kernels.blocks();
            for (int side : new int[] {9, 3, 9, 5}) {
                float[] patch = random((64 + side - 1) * (4 + side - 1));
                float[] weights = random(side * side);
                float[] used = new float[64 * 4];
                float[] fresh = new float[64 * 4];

                blocks.sum(patch, 64 + side - 1, weights, side, 64, 4, used);
                kernels.blocks().sum(patch, 64 + side - 1, weights, side, 64, 4, fresh);

                assertThat(used).as(kernels.name()).isEqualTo(fresh);
            }
        }
    }

    /** Within what the order of so many additions of numbers of about one may change. */
    private static void assertSame(float[] got, float[] wanted, String what) {
        for (int i = 0; i < wanted.length; i++) {
            assertThat(got[i]).as("%s, at %d", what, i).isCloseTo(wanted[i], within(3e-4f));
        }
    }
}
