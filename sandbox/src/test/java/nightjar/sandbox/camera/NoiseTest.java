// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import nightjar.sandbox.sky.Dice;
import org.junit.jupiter.api.Test;

class NoiseTest {
    private static final int DRAWS = 4_000_000;

    @Test
    void itsMomentsAndTailsAreGaussian() {
        Noise noise = new Noise(Dice.of(11, "noise"));
        double[] sum = new double[5];
        int beyond3 = 0;
        int beyond4 = 0;
        for (int i = 0; i < DRAWS; i++) {
            double x = noise.next();
            double power = 1;
            for (int k = 0; k < sum.length; k++) {
                sum[k] += power / DRAWS;
                power *= x;
            }
            beyond3 += Math.abs(x) > 3 ? 1 : 0;
            beyond4 += Math.abs(x) > 4 ? 1 : 0;
        }
        assertThat(sum[1]).isCloseTo(0, within(0.003));
        assertThat(sum[2]).isCloseTo(1, within(0.004));
        assertThat(sum[3]).isCloseTo(0, within(0.01));
        assertThat(sum[4]).isCloseTo(3, within(0.03));
        assertThat(beyond3 / (double) DRAWS).isCloseTo(2.700e-3, within(1e-4));
        assertThat(beyond4 / (double) DRAWS).isCloseTo(6.33e-5, within(1.6e-5));
    }

    @Test
    void neighboursAreIndependent() {
        Noise noise = new Noise(Dice.of(12, "noise"));
        double product = 0;
        float last = noise.next();
        for (int i = 0; i < DRAWS; i++) {
            float x = noise.next();
            product += x * last / DRAWS;
            last = x;
        }
        assertThat(product).isCloseTo(0, within(0.003));
    }
}
