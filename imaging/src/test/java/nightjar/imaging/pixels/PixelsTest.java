// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PixelsTest {

    @Test
    void theBackgroundFollowsASlopingSkyUnderStars() {
        var random = new Random(7);
        var image = new Plane(512, 384);
        for (int y = 0; y < 384; y++) {
            for (int x = 0; x < 512; x++) {
                image.set(x, y, (float) (1000 + 0.1 * x - 0.05 * y + 20 * random.nextGaussian()));
            }
        }
        for (int k = 0; k < 120; k++) {
            int cx = 10 + random.nextInt(490);
            int cy = 10 + random.nextInt(360);
            for (int j = -5; j <= 5; j++) {
                for (int i = -5; i <= 5; i++) {
                    float star = (float) (3000 * Math.exp(-0.5 * (i * i + j * j) / 4.0));
                    image.set(cx + i, cy + j, image.at(cx + i, cy + j) + star);
                }
            }
        }

        var background = Background.measure(image, new Mask(512, 384), 64);

        for (int y = 40; y < 340; y += 60) {
            for (int x = 40; x < 470; x += 60) {
                double truth = 1000 + 0.1 * x - 0.05 * y;
                assertThat(background.level().at(x, y)).isCloseTo(truth, within(6.0));
            }
        }
        assertThat(background.sigma().median()).isCloseTo(20, within(1.5));
    }

    @Test
    void blockConvolutionEqualsTheSumWrittenOut() {
        var random = new Random(3);
        var image = new Plane(40, 30);
        for (int i = 0; i < image.pixels.length; i++) {
            image.pixels[i] = random.nextFloat();
        }
        float[] kernel = new float[49];
        for (int i = 0; i < 49; i++) {
            kernel[i] = random.nextFloat() - 0.3f;
        }
        var out = image.like();
        var blocks = new BlockConvolution();
        for (int y = 0; y < 30; y += 16) {
            for (int x = 0; x < 40; x += 16) {
                blocks.apply(
                        image, kernel, 7, x, y, Math.min(40, x + 16), Math.min(30, y + 16), out);
            }
        }

        for (int y = 0; y < 30; y++) {
            for (int x = 0; x < 40; x++) {
                double sum = 0;
                for (int j = -3; j <= 3; j++) {
                    for (int i = -3; i <= 3; i++) {
                        if (image.contains(x - i, y - j)) {
                            sum += kernel[(j + 3) * 7 + i + 3] * image.at(x - i, y - j);
                        }
                    }
                }
                assertThat(out.at(x, y)).isCloseTo((float) sum, within(1e-4f));
            }
        }
    }

    @Test
    void separableConvolutionIsTheSameBothWays() {
        var image = new Plane(31, 31);
        image.set(15, 15, 1);

        Plane out = Convolution.separable(image, new float[] {0.1f, 0.2f, 0.7f});

        assertThat(out.at(16, 16)).isCloseTo(0.49f, within(1e-6f));
        assertThat(out.at(14, 16)).isCloseTo(0.07f, within(1e-6f));
    }

    @Test
    void aGrownMaskIsASquareAroundEachPixel() {
        var mask = new Mask(9, 7);
        mask.add(0, 3, Mask.SAT);
        mask.add(6, 6, Mask.SAT);

        mask.grow(Mask.SAT, Mask.BAD, 2);

        assertThat(mask.count(Mask.BAD)).isEqualTo(3 * 5 + 5 * 3);
        assertThat(mask.at(2, 1) & Mask.BAD).isNotZero();
        assertThat(mask.at(3, 3) & Mask.BAD).isZero();
        assertThat(mask.at(8, 4) & Mask.BAD).isNotZero();
    }

    @Test
    void filledPixelsTakeTheirNeighboursValue() {
        var image = new Plane(20, 20);
        java.util.Arrays.fill(image.pixels, 5);
        var mask = new Mask(20, 20);
        for (int y = 0; y < 20; y++) {
            image.set(10, y, Float.NaN);
            mask.add(10, y, Mask.BAD);
        }

        Repair.fill(image, mask, Mask.BAD, 0);

        assertThat(image.at(10, 7)).isEqualTo(5f);
        assertThat(mask.at(10, 7)).isEqualTo(Mask.BAD | Mask.INTRP);
    }

    @Test
    void theRobustWidthForgivesOutliers() {
        var random = new Random(11);
        float[] values = new float[4000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (i % 20 == 0 ? 1e4 : random.nextGaussian());
        }

        assertThat(Statistics.robustSigma(values.clone(), 4000)).isCloseTo(1.07, within(0.08));
        assertThat(Statistics.clip(values, 4000, 3).median()).isCloseTo(0, within(0.07));
    }

    @Test
    void theMedianIsThatOfTheSortedSampleWhateverItsOrder() {
        var random = new Random(13);
        for (int n : new int[] {1, 2, 499, 500, 501, 2048, 30_001}) {
            for (int kind = 0; kind < 5; kind++) {
                float[] values = sample(kind, n, random);
                float[] sorted = values.clone();
                java.util.Arrays.sort(sorted);
                double middle =
                        n % 2 == 1 ? sorted[n / 2] : 0.5 * (sorted[n / 2 - 1] + sorted[n / 2]);

                assertThat(Statistics.median(values, n))
                        .as("%d values of kind %d", n, kind)
                        .isEqualTo(middle);
            }
        }
    }

    /** Gaussian; steps; one value; rising; a few huge among many. */
    private static float[] sample(int kind, int n, Random random) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            double g = random.nextGaussian();
            values[i] =
                    switch (kind) {
                        case 0 -> (float) g;
                        case 1 -> (float) Math.rint(2 * g);
                        case 2 -> 7f;
                        case 3 -> (float) i;
                        default -> (float) (i % 9 == 0 ? 1e9 : g);
                    };
        }
        return values;
    }

    @Test
    void aRowOfAMeshIsWhatItsPixelsAre() {
        var random = new Random(17);
        for (int[] grid : new int[][] {{1, 1}, {2, 3}, {7, 5}}) {
            double[] nodes = random.doubles((long) grid[0] * grid[1]).toArray();
            var mesh = new Mesh(grid[0], grid[1], 101, 60, nodes);
            float[] row = new float[103];
            for (int y = 0; y < 60; y++) {
                mesh.row(y, row, 2, 101);
                for (int x = 0; x < 101; x++) {
                    assertThat((double) row[x + 2]).isCloseTo(mesh.at(x, y), within(1e-6));
                    assertThat(mesh.at(x, y)).isGreaterThan(0.999 * mesh.least());
                }
            }
        }
    }
}
