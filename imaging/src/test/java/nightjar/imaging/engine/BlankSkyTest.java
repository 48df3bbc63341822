// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.psf.PsfModel;
import nightjar.imaging.sky.Wcs;
import org.junit.jupiter.api.Test;

class BlankSkyTest {
    private static final int SIZE = 512;
    private static final double SIGMA = 3;
    private static final int REACH = 18;

    private final Random random = new Random(71);

    private static Difference of(Plane image) {
        var variance = image.like();
        Arrays.fill(variance.pixels, 1);
        var psf = new PsfModel(1, 0, SIZE, SIZE, 1, new float[][] {new float[9]});
        var layer = new Difference.Layer(image, variance, psf);
        var wcs = Wcs.tan(62, -37, new double[] {256, 256}, new double[] {-5e-5, 0, 0, 5e-5});
        return new Difference(
                wcs,
                image,
                variance,
                new Mask(SIZE, SIZE),
                image.like(),
                psf,
                layer,
                layer,
                Double.MAX_VALUE);
    }

    private Plane noise(double sky) {
        var out = new Plane(SIZE, SIZE);
        for (int i = 0; i < out.pixels.length; i++) {
            out.pixels[i] = (float) (sky + random.nextGaussian());
        }
        return out;
    }

    private static void add(Plane to, int x, int y, double flux) {
        for (int j = -REACH; j <= REACH; j++) {
            for (int i = -REACH; i <= REACH; i++) {
                double r2 = i * i + j * j;
                double v = Math.exp(-r2 / (2 * SIGMA * SIGMA)) / (2 * Math.PI * SIGMA * SIGMA);
                to.set(x + i, y + j, to.at(x + i, y + j) + (float) (flux * v));
            }
        }
    }

    private static double mean(Plane p) {
        double sum = 0;
        for (float v : p.pixels) {
            sum += v;
        }
        return sum / p.pixels.length;
    }

    @Test
    void theLightOfSourcesIsNotTakenForSky() {
        Plane image = noise(2);
        for (int y = 32; y < SIZE - 20; y += 64) {
            for (int x = 32; x < SIZE - 20; x += 64) {
                add(image, x, y, 300);
            }
        }
        double before = mean(image);
        Difference d = of(image);

        BlankSky.calibrate(d);

        // a point source's error is ten pixels': this is a thirtieth of it
        assertThat(before - mean(image)).as("seed 71").isCloseTo(2, within(0.003));
        assertThat(d.mask().bits).as("no mark stays").containsOnly(0);
    }

    @Test
    void aRegionOfAnotherSkyIsNoSource() {
        Plane image = noise(0);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE / 2; x++) {
                image.set(x, y, image.at(x, y) + 0.7f);
            }
        }
        Difference d = of(image);

        BlankSky.calibrate(d);

        double left = 0;
        for (int y = 64; y < SIZE - 64; y++) {
            for (int x = 32; x < 128; x++) {
                left += image.at(x, y) / 96 / (SIZE - 128);
            }
        }
        assertThat(left).as("seed 71").isCloseTo(0, within(0.05));
    }

    @Test
    void whereNoSkyIsDarkTheModeIsTaken() {
        Plane image = noise(0);
        for (int k = 0; k < 1300; k++) {
            int x = REACH + random.nextInt(SIZE - 2 * REACH);
            int y = REACH + random.nextInt(SIZE - 2 * REACH);
            add(image, x, y, 300);
        }
        double crowd = mean(image);
        Difference d = of(image);

        BlankSky.calibrate(d);

        assertThat(crowd - mean(image)).as("seed 71").isBetween(0.0, crowd);
        assertThat(d.mask().bits).as("no mark stays").containsOnly(0);
    }

    @Test
    void theVarianceBecomesTheScatterOfBlankSky() {
        Plane image = noise(0);
        image.times(1.5);
        Difference d = of(image);

        double factor = BlankSky.calibrate(d);

        assertThat(factor).as("seed 71").isCloseTo(2.25, within(0.06));
        assertThat((double) d.variance().at(9, 9)).isCloseTo(factor, within(1e-5));
    }
}
