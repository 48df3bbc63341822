// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Planes;
import org.junit.jupiter.api.Test;

class WhiteningTest {
    private static final int SIZE = 256;

    /** Where the second Gaussian alone begins among the functions of degrees 6, 4, 2. */
    private static final int SECOND = 28;

    private final Random random = new Random(41);

    private Plane noise(double sigma) {
        var out = new Plane(SIZE, SIZE);
        for (int i = 0; i < out.pixels.length; i++) {
            out.pixels[i] = (float) (sigma * random.nextGaussian());
        }
        return out;
    }

    /** A Gaussian of 1.5 px and unit sum. */
    private static MatchingKernel gaussian() {
        var basis = KernelBasis.widening(1.5, true);
        double[] solution = new double[basis.size() + 1];
        solution[0] = 1;
        solution[SECOND] = 1;
        return new MatchingKernel(basis, 0, SIZE, SIZE, solution, 1, 1);
    }

    private static double correlation(Plane p, int dx, int dy) {
        double product = 0;
        double squares = 0;
        for (int y = 24; y < SIZE - 24; y++) {
            for (int x = 24; x < SIZE - 24; x++) {
                product += p.at(x, y) * p.at(x + dx, y + dy);
                squares += p.at(x, y) * p.at(x, y);
            }
        }
        return product / squares;
    }

    private static Plane minus(Plane a, Plane b) {
        for (int i = 0; i < a.pixels.length; i++) {
            a.pixels[i] -= b.pixels[i];
        }
        return a;
    }

    @Test
    void neighboursOfTheDifferenceShareNoNoise() throws Unusable {
        MatchingKernel kernel = gaussian();
        Plane a = noise(1);
        Plane b = noise(Math.sqrt(0.125));
        Plane plain = minus(kernel.apply(a, a.like(), Planes.kept(), Progress.SILENT).image(), b);
        // A's noise of 1 / (4 pi 1.5^2) = 0.035 per pixel, of which exp(-1/9) is shared, and B's
        assertThat(correlation(plain, 1, 0)).isCloseTo(0.197, within(0.03));

        var white = new Whitening(kernel, 0.125, List.of(1.0), SIZE, SIZE);
        var wide =
                VaryingConvolution.apply(
                        white.withKernel(), a, a.like(), Planes.kept(), Progress.SILENT);
        var other =
                VaryingConvolution.apply(
                        white.alone(), b, b.like(), Planes.kept(), Progress.SILENT);
        Plane whitened = minus(wide.image(), other.image());

        int[][] lags = {{1, 0}, {0, 1}, {1, 1}, {2, 0}, {3, 1}};
        for (int[] lag : lags) {
            assertThat(correlation(whitened, lag[0], lag[1]))
                    .as("seed 41, lag %d %d", lag[0], lag[1])
                    .isCloseTo(0, within(0.06));
        }
    }

    @Test
    void lightKeepsItsFlux() {
        var white = new Whitening(gaussian(), 0.125, List.of(1.0), SIZE, SIZE);
        for (Varying filter : List.of(white.alone(), white.withKernel())) {
            double sum = 0;
            for (float v : filter.at(100, 100)) {
                sum += v;
            }
            assertThat(sum).isCloseTo(1, within(1e-5));
        }
    }

    /** Both images are whitened alike: what the border of either filter cuts off would stay. */
    @Test
    void aStarThatIsInBothLeavesNothing() throws Unusable {
        MatchingKernel kernel = gaussian();
        var star = new Plane(SIZE, SIZE);
        Gaussians.add(star, 128.3, 127.8, 1, 1.6);
        Plane same = kernel.apply(star, star.like(), Planes.kept(), Progress.SILENT).image();

        var white = new Whitening(kernel, 0.125, List.of(1.0), SIZE, SIZE);
        var wide =
                VaryingConvolution.apply(
                        white.withKernel(), star, star.like(), Planes.kept(), Progress.SILENT);
        var other =
                VaryingConvolution.apply(
                        white.alone(), same, same.like(), Planes.kept(), Progress.SILENT);
        double peak = other.image().at(128, 128);
        Plane left = minus(wide.image(), other.image());

        double most = 0;
        double flux = 0;
        for (int y = 118; y <= 138; y++) {
            for (int x = 118; x <= 138; x++) {
                most = Math.max(most, Math.abs(left.at(x, y)));
                flux += left.at(x, y);
            }
        }
        assertThat(most / peak).isLessThan(1e-4);
        assertThat(flux).isCloseTo(0, within(1e-4));
    }
}
