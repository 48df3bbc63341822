// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuinticSplineTest {
    private static final int SIDE = 61;
    private static final int MIDDLE = 30;

    private static double value(Plane coefficients, double x, double y) {
        int ix = (int) Math.floor(x);
        int iy = (int) Math.floor(y);
        double[] wx = QuinticSpline.weights(x - ix);
        double[] wy = QuinticSpline.weights(y - iy);
        double sum = 0;
        for (int j = 0; j < QuinticSpline.TAPS; j++) {
            for (int i = 0; i < QuinticSpline.TAPS; i++) {
                int px = ix + i - QuinticSpline.BEFORE;
                int py = iy + j - QuinticSpline.BEFORE;
                sum += wx[i] * wy[j] * coefficients.at(px, py);
            }
        }
        return sum;
    }

    private static double moffat(double fwhm, double x, double y) {
        double alpha = fwhm / (2 * Math.sqrt(Math.cbrt(2) - 1));
        return Math.pow(1 + (x * x + y * y) / (alpha * alpha), -3);
    }

    @Test
    void weightsAreThoseOfTheBSplineAndSumToOne() {
        assertThat(QuinticSpline.weights(0))
                .containsExactly(
                        new double[] {1 / 120.0, 26 / 120.0, 66 / 120.0, 26 / 120.0, 1 / 120.0, 0},
                        within(1e-12));
        assertThat(Arrays.stream(QuinticSpline.weights(0.37)).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void itGoesThroughEveryPixelUpToTheBorder() {
        var random = new Random(7);
        var image = new Plane(40, 35);
        for (int i = 0; i < image.pixels.length; i++) {
            image.pixels[i] = 100 * random.nextFloat();
        }
        var coefficients = image.copy();
        QuinticSpline.prepare(coefficients);

        for (int y = 2; y < 32; y++) {
            for (int x = 2; x < 37; x++) {
                assertThat(value(coefficients, x, y))
                        .as("at %s, %s", x, y)
                        .isCloseTo(image.at(x, y), within(1e-3));
            }
        }
    }

    /** What lies beyond the border is as in a mirror, however near the other border is. */
    @ParameterizedTest
    @CsvSource({"40, 3", "4, 30", "2, 2"})
    void itGoesThroughEveryPixelOfASmallImage(int width, int height) {
        var random = new Random(8);
        var image = new Plane(width, height);
        for (int i = 0; i < image.pixels.length; i++) {
            image.pixels[i] = 100 * random.nextFloat();
        }
        var coefficients = image.copy();
        QuinticSpline.prepare(coefficients);

        double[] w = QuinticSpline.weights(0);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int j = 0; j < QuinticSpline.TAPS; j++) {
                    for (int i = 0; i < QuinticSpline.TAPS; i++) {
                        int px = mirrored(x + i - QuinticSpline.BEFORE, width - 1);
                        int py = mirrored(y + j - QuinticSpline.BEFORE, height - 1);
                        sum += w[i] * w[j] * coefficients.at(px, py);
                    }
                }
                assertThat(sum).as("at %s, %s", x, y).isCloseTo(image.at(x, y), within(5e-3));
            }
        }
    }

    private static int mirrored(int i, int last) {
        int k = Math.floorMod(i, 2 * last);
        return k <= last ? k : 2 * last - k;
    }

    @ParameterizedTest
    @CsvSource({"3.5, 0.003", "4.2, 0.0006", "7, 0.0001"})
    void aPointSourceBetweenPixelsKeepsItsShape(double fwhm, double most) {
        var moved = new Plane(SIDE, SIDE);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                moved.set(x, y, (float) moffat(fwhm, x - MIDDLE - 0.5, y - MIDDLE - 0.5));
            }
        }
        QuinticSpline.prepare(moved);

        double off = 0;
        double all = 0;
        for (int y = 10; y < SIDE - 10; y++) {
            for (int x = 10; x < SIDE - 10; x++) {
                double is = value(moved, x + 0.5, y + 0.5);
                double ought = moffat(fwhm, x - MIDDLE, y - MIDDLE);
                off += Math.pow(is - ought, 2);
                all += ought * ought;
            }
        }
        assertThat(Math.sqrt(off / all)).isLessThan(most);
    }

    @Test
    void whatEachPixelGivesIsItsResponse() {
        double t = 0.3;
        double[] response = QuinticSpline.response(t, 10);
        for (int pixel = -3; pixel <= 4; pixel++) {
            var one = new Plane(SIDE, SIDE);
            for (int y = 0; y < SIDE; y++) {
                one.set(MIDDLE + pixel, y, 1);
            }
            QuinticSpline.prepare(one);
            assertThat(value(one, MIDDLE + t, MIDDLE))
                    .as("pixel %s", pixel)
                    .isCloseTo(response[pixel + 10], within(1e-5));
        }
    }
}
