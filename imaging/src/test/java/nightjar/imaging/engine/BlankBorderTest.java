// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;
import org.junit.jupiter.api.Test;

class BlankBorderTest {
    private static final int SIZE = 200;
    private static final long SEED = 72;

    private final Plane image = new Plane(SIZE, SIZE);
    private final Mask mask = new Mask(SIZE, SIZE);

    /** Integers with that mean, or real numbers where it is large. */
    private void sky(double mean) {
        var random = new Random(SEED);
        for (int i = 0; i < image.pixels.length; i++) {
            image.pixels[i] =
                    mean > 50
                            ? (float) (mean + Math.sqrt(mean) * random.nextGaussian())
                            : poisson(mean, random);
        }
    }

    private static int poisson(double mean, Random random) {
        int n = -1;
        for (double p = 1; p > Math.exp(-mean); n++) {
            p *= random.nextDouble();
        }
        return n;
    }

    private int marked() {
        BlankBorder.mark(image, mask);
        return mask.count(Mask.NO_DATA);
    }

    @Test
    void aFilledFrameIsNoData() {
        sky(900);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                if (y < 20 || x >= SIZE - 15) {
                    image.set(x, y, y < 20 ? 0 : -99_999);
                }
            }
        }
        assertThat(marked()).isEqualTo(20 * SIZE + 15 * (SIZE - 20));
        assertThat(mask.at(10, 19) & Mask.NO_DATA).isNotZero();
        assertThat(mask.at(10, 20) & Mask.NO_DATA).isZero();
    }

    @Test
    void aSlantedEdgeIsFollowedToItsLastStep() {
        sky(900);
        int filled = 0;
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE && x < 30 - 0.13 * y; x++) {
                image.set(x, y, 0);
                filled++;
            }
        }
        assertThat(marked()).isEqualTo(filled);
    }

    @Test
    void integersOfADarkSkyKeepTheirBorder() {
        for (double mean : new double[] {0.05, 0.3, 1, 3, 20}) {
            sky(mean);
            assertThat(marked()).as("seed %d, mean %s", SEED, mean).isZero();
        }
    }

    @Test
    void integersOfASkyThatIsNotDarkLoseAFilledOne() {
        sky(20);
        for (int i = 0; i < 10 * SIZE; i++) {
            image.pixels[i] = 0;
        }
        assertThat(marked()).isEqualTo(10 * SIZE);
    }

    @Test
    void whatIsSaturatedOrAwayFromTheBorderStays() {
        sky(900);
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                image.set(x, y, 65_535);
                mask.add(x, y, Mask.SAT);
                image.set(100 + x, 100 + y, 0);
            }
        }
        assertThat(marked()).isZero();
    }
}
