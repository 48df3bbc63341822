// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import nightjar.imaging.engine.Difference;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.psf.PsfModel;
import nightjar.imaging.psf.Star;
import nightjar.imaging.sky.Wcs;
import org.junit.jupiter.api.Test;

/** Stars that a template with noise of its own shows, too. */
class MismatchTest {
    private static final int SIZE = 640;
    private static final int APART = 40;
    private static final int RADIUS = 12;
    private static final double SIGMA = 1.7;

    private final Random random = new Random(61);
    private final List<Star> stars = new ArrayList<>();

    /** The profile of a star of unit flux. */
    private static double point(double x, double y) {
        double s2 = SIGMA * SIGMA;
        return Math.exp(-(x * x + y * y) / (2 * s2)) / (2 * Math.PI * s2);
    }

    private static PsfModel psf() {
        int side = 2 * RADIUS + 1;
        float[] stamp = new float[side * side];
        for (int i = 0; i < stamp.length; i++) {
            stamp[i] = (float) point(i % side - RADIUS, Math.floorDiv(i, side) - RADIUS);
        }
        return new PsfModel(RADIUS, 0, SIZE, SIZE, 1, new float[][] {stamp});
    }

    private static void add(Plane to, double x, double y, double flux) {
        for (int j = (int) y - RADIUS; j <= y + RADIUS; j++) {
            for (int i = (int) x - RADIUS; i <= x + RADIUS; i++) {
                to.set(i, j, to.at(i, j) + (float) (flux * point(i - x, j - y)));
            }
        }
    }

    /**
     * @param jitter px, rms on each axis, by which the science image's stars lie beside the others
     */
    private Difference stars(double jitter) {
        var science = new Plane(SIZE, SIZE);
        var template = new Plane(SIZE, SIZE);
        for (int i = 0; i < science.pixels.length; i++) {
            science.pixels[i] = (float) random.nextGaussian();
            template.pixels[i] = (float) (1.4 * random.nextGaussian());
        }
        for (int row = APART; row < SIZE - APART / 2; row += APART) {
            for (int column = APART; column < SIZE - APART / 2; column += APART) {
                double flux = Math.pow(10, 2.3 + 1.5 * random.nextDouble());
                double x = column + random.nextDouble();
                double y = row + random.nextDouble();
                add(template, x, y, flux);
                double dx = jitter * random.nextGaussian();
                double dy = jitter * random.nextGaussian();
                add(science, x + dx, y + dy, flux);
                stars.add(new Star(x, y, flux, flux / 6, SIGMA, 0, 0, 30, true));
            }
        }
        var difference = science.copy();
        var variance = science.like();
        Arrays.fill(variance.pixels, 2.96f);
        for (int i = 0; i < difference.pixels.length; i++) {
            difference.pixels[i] -= template.pixels[i];
        }
        var layer = new Difference.Layer(science, variance, psf());
        var wcs = Wcs.tan(62, -37, new double[] {256, 256}, new double[] {-5e-5, 0, 0, 5e-5});
        return new Difference(
                wcs,
                difference,
                variance,
                new Mask(SIZE, SIZE),
                template,
                psf(),
                layer,
                layer,
                Double.MAX_VALUE);
    }

    @Test
    void theTemplatesNoiseIsNoErrorOfShape() {
        Difference d = stars(0);

        double[] sigma = Mismatch.measure(d, stars, Measurer.reach(d.psf().fwhm())).sigma();

        // the floors, but for what a few dozen stars cannot tell from them
        assertThat(sigma[0]).as("flux, seed 61").isLessThan(0.01);
        for (int k = 1; k < sigma.length; k++) {
            assertThat(sigma[k]).as("term %d, seed 61", k).isLessThan(0.05);
        }
    }

    @Test
    void starsThatLieBesideTheirPlaceAreSeenToDoSo() {
        Difference d = stars(0.06);

        double[] sigma = Mismatch.measure(d, stars, Measurer.reach(d.psf().fwhm())).sigma();

        assertThat(sigma[1]).as("x, seed 61").isBetween(0.05, 0.15);
        assertThat(sigma[2]).as("y, seed 61").isBetween(0.05, 0.15);
        assertThat(sigma[3]).as("xx, seed 61").isLessThan(0.06);
    }
}
