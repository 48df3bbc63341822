// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private final Random random = new Random(11);

    private static double sorted(float[] values) {
        float[] v = values.clone();
        Arrays.sort(v);
        int n = v.length;
        return n % 2 == 1 ? v[n / 2] : 0.5 * (v[n / 2 - 1] + v[n / 2]);
    }

    private void isTheMiddle(String of, DoubleSupplier next) {
        for (int n : new int[] {1, 2, 7, 499, 500, 501, 2048, 2049, 10_000}) {
            float[] values = new float[n];
            for (int i = 0; i < n; i++) {
                values[i] = (float) next.getAsDouble();
            }
            double expected = sorted(values);
            assertThat(Statistics.median(values, n)).as("%s, %d", of, n).isEqualTo(expected);
        }
    }

    @Test
    void theMedianIsTheMiddleWhateverTheValues() {
        isTheMiddle("noise", random::nextGaussian);
        isTheMiddle("noise far from zero", () -> 1e7 + random.nextGaussian());
        isTheMiddle("few different values", () -> random.nextInt(3));
        isTheMiddle("one value", () -> 5);
        isTheMiddle("almost one value", () -> random.nextInt(100) == 0 ? 1e30 : 5);
        isTheMiddle("tiny steps", () -> 1 + 1e-7 * random.nextInt(4));
        isTheMiddle("a long tail", () -> Math.exp(20 * random.nextDouble()));
        isTheMiddle("both infinities", () -> 1 / (random.nextInt(7) - 3.0));
    }
}
