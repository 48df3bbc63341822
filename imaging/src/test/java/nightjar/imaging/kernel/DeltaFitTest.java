// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Planes;
import nightjar.imaging.psf.Star;
import org.junit.jupiter.api.Test;

/** Kernels that no Gaussian has, and those that every one has. */
class DeltaFitTest {
    private static final int SIZE = 300;
    private static final long SEED = 29;

    private final List<Star> stars = new ArrayList<>();
    private final Plane source = new Plane(SIZE, SIZE);
    private final Plane target = new Plane(SIZE, SIZE);
    private final Plane variance = new Plane(SIZE, SIZE);
    private final Plane noise = new Plane(SIZE, SIZE);

    /** Where a star's light goes: an offset and a share. */
    private record Spot(double dx, double dy, double sigma, double share) {}

    private void field(int n, Spot... spots) {
        var random = new Random(SEED);
        for (int i = 0; i < source.pixels.length; i++) {
            source.pixels[i] = (float) random.nextGaussian();
            target.pixels[i] = (float) (3 * random.nextGaussian());
            variance.pixels[i] = 10;
            noise.pixels[i] = 1;
        }
        for (int k = 0; k < n; k++) {
            double x = 30 + 60 * (k % 5) + random.nextDouble();
            double y = 30 + 60 * Math.floorDiv(k, 5) + random.nextDouble();
            Gaussians.add(source, x, y, 20_000, 1.5);
            for (Spot spot : spots) {
                Gaussians.add(target, x + spot.dx, y + spot.dy, 20_000 * spot.share, spot.sigma);
            }
            stars.add(new Star(x, y, 20_000, 500, 2, 0, 0, 1000, true));
        }
    }

    private MatchingKernel fit() throws Unusable {
        return new KernelFit(target, source, variance, noise, List.of(1.0), new Mask(SIZE, SIZE))
                .fit(stars, 1.3, 13, Progress.SILENT);
    }

    /** Scatter of what is left around the stars, in units of its noise. */
    private double left(MatchingKernel kernel) throws Unusable {
        Plane model = kernel.apply(source, noise.copy(), Planes.kept(), Progress.SILENT).image();
        double sum = 0;
        int n = 0;
        for (Star s : stars) {
            for (int y = (int) s.y() - 5; y <= s.y() + 5; y++) {
                for (int x = (int) s.x() - 5; x <= s.x() + 5; x++) {
                    sum += Math.pow(target.at(x, y) - model.at(x, y), 2);
                    n++;
                }
            }
        }
        return Math.sqrt(sum / n) / 3;
    }

    @Test
    void aKernelOfTwoPeaksIsFoundByItsPixels() throws Unusable {
        // the source's own width: the kernel is two single pixels
        field(12, new Spot(2, 1, 1.5, 0.8), new Spot(-3, -2, 1.5, 0.5));

        MatchingKernel kernel = fit();

        assertThat(kernel.solver()).as("seed " + SEED).isEqualTo("delta");
        assertThat(kernel.fluxRatio()).isCloseTo(1.3, within(0.02));
        assertThat(left(kernel)).as("seed " + SEED).isLessThan(1.5);
        float[] pixels = kernel.at(150, 150);
        int r = kernel.radius();
        assertThat(beyond(pixels, r, 1)).isCloseTo(0.8, within(0.08));
        assertThat(beyond(pixels, r, -1)).isCloseTo(0.5, within(0.08));
    }

    /** The kernel's sum on one side of the line between the two peaks. */
    private static double beyond(float[] pixels, int r, int sign) {
        double sum = 0;
        for (int j = -r; j <= r; j++) {
            for (int i = -r; i <= r; i++) {
                boolean isThere = sign * (5 * (i + 0.5) + 3 * (j + 0.5)) > 0;
                sum += isThere ? pixels[(r + j) * (2 * r + 1) + r + i] : 0;
            }
        }
        return sum;
    }

    @Test
    void ofAnOrdinaryPairTheGaussiansStay() throws Unusable {
        field(12, new Spot(0.2, -0.1, 2, 1.3));

        MatchingKernel kernel = fit();

        assertThat(kernel.solver()).as("seed " + SEED).isEqualTo("gaussian");
        assertThat(left(kernel)).isLessThan(1.2);
    }

    @Test
    void twoStampsCannotDecideAnything() throws Unusable {
        field(2, new Spot(2, 1, 1.5, 0.8), new Spot(-3, -2, 1.5, 0.5));

        assertThat(fit().solver()).isEqualTo("gaussian");
    }

    @Test
    void theFirstFunctionAloneHasASum() {
        var basis = KernelBasis.delta(4);

        assertThat(basis.size()).isEqualTo(81);
        for (int n = 0; n < basis.size(); n++) {
            double sum = 0;
            for (double v : basis.image(n)) {
                sum += v;
            }
            assertThat(sum).isEqualTo(n == 0 ? 1 : 0);
        }
    }
}
