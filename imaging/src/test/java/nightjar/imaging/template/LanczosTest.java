// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.psf.Shift;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanczosTest {
    private static double writtenOut(Plane image, double x, double y, int lobes) {
        double sum = 0;
        double weights = 0;
        for (int j = 0; j < image.height; j++) {
            for (int i = 0; i < image.width; i++) {
                double w = Shift.lanczos(i - x, lobes) * Shift.lanczos(j - y, lobes);
                sum += w * image.at(i, j);
                weights += w;
            }
        }
        return sum / weights;
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void aValueBetweenPixelsIsTheWeightedSumOfThoseAround(int lobes) {
        var random = new Random(3);
        var image = new Plane(30, 20);
        for (int i = 0; i < image.pixels.length; i++) {
            image.pixels[i] = 100 * random.nextFloat();
        }
        var lanczos = new Lanczos(lobes);

        // fractions that the table holds exactly; everything within the borders
        for (double[] p : new double[][] {{12, 9}, {14.25, 8.5}, {4.75, 15.125}, {25, 10.5}}) {
            assertThat((double) lanczos.sample(image, p[0], p[1]))
                    .as("at %s, %s", p[0], p[1])
                    .isCloseTo(writtenOut(image, p[0], p[1], lobes), within(1e-3));
        }
    }
}
