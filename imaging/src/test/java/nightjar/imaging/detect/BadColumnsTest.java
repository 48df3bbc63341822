// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Mesh;
import nightjar.imaging.pixels.Plane;
import org.junit.jupiter.api.Test;

class BadColumnsTest {
    private static final int WIDTH = 200;
    private static final int HEIGHT = 192;
    private static final double SKY = 10;

    private final Plane image = new Plane(WIDTH, HEIGHT);
    private final Mask mask = new Mask(WIDTH, HEIGHT);
    private final Mesh sigma = Mesh.constant(WIDTH, HEIGHT, SKY);

    BadColumnsTest() {
        var random = new Random(5);
        for (int i = 0; i < image.pixels.length; i++) {
            image.pixels[i] = (float) (SKY * random.nextGaussian());
        }
    }

    @Test
    void plainSkyHasNone() {
        assertThat(BadColumns.mark(image, mask, sigma)).isZero();
        assertThat(mask.count(Mask.BAD)).isZero();
    }

    @Test
    void aPieceOfAColumnOrRowThatLiesOffItsNeighboursIsMarkedAndNothingElse() {
        for (int k = 64; k < 128; k++) {
            lift(0, k, 2.5 * SKY);
            lift(77, k, -2.5 * SKY);
            lift(k, 150, 2.5 * SKY);
        }

        BadColumns.mark(image, mask, sigma);

        assertThat(mask.count(Mask.BAD)).isEqualTo(3 * 64);
        for (int k = 64; k < 128; k++) {
            assertThat(mask.at(0, k) & mask.at(77, k) & mask.at(k, 150) & Mask.BAD).isNotZero();
        }
    }

    @Test
    void twoBadColumnsCloseTogetherAreBothFound() {
        for (int y = 0; y < 64; y++) {
            lift(100, y, 6 * SKY);
            lift(102, y, 4 * SKY);
        }

        BadColumns.mark(image, mask, sigma);

        assertThat(mask.at(100, 20) & mask.at(102, 20) & Mask.BAD).isNotZero();
        assertThat(mask.count(Mask.BAD)).isEqualTo(2 * 64);
    }

    private void lift(int x, int y, double by) {
        image.set(x, y, (float) (image.at(x, y) + by));
    }
}
