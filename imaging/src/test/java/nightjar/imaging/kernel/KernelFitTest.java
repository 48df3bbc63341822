// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Planes;
import nightjar.imaging.psf.Star;
import org.junit.jupiter.api.Test;

class KernelFitTest {
    private static final int SIZE = 400;

    private final List<Star> stars = new ArrayList<>();
    private final Plane narrow = new Plane(SIZE, SIZE);
    private final Plane wide = new Plane(SIZE, SIZE);
    private final Plane variance = new Plane(SIZE, SIZE);
    private final Plane noise = new Plane(SIZE, SIZE);

    private void field(int n, double ratio, double sky, double gradient) {
        var random = new Random(17);
        for (int i = 0; i < narrow.pixels.length; i++) {
            narrow.pixels[i] = (float) random.nextGaussian();
            wide.pixels[i] = (float) (sky + 3 * random.nextGaussian());
            variance.pixels[i] = 10;
            noise.pixels[i] = 1;
        }
        int across = (int) Math.ceil(Math.sqrt(n));
        for (int k = 0; k < n; k++) {
            double x = 30 + 340.0 * (k % across) / Math.max(1, across - 1) + random.nextDouble();
            double y =
                    30
                            + 340.0 * Math.floorDiv(k, across) / Math.max(1, across - 1)
                            + random.nextDouble();
            double s = 2.3 * (1 + gradient * (x / 200 - 1));
            Gaussians.add(narrow, x, y, 30_000, 1.7);
            Gaussians.add(wide, x + 0.2, y - 0.1, 30_000 * ratio, s);
            stars.add(new Star(x, y, 30_000, 500, 2.3, 0, 0, 1000, true));
        }
    }

    private MatchingKernel fit() throws Unusable {
        return new KernelFit(wide, narrow, variance, noise, List.of(1.0), new Mask(SIZE, SIZE))
                .fit(stars, 1.55, 13, Progress.SILENT);
    }

    private double worstResidual(MatchingKernel kernel) throws Unusable {
        Plane model = kernel.apply(narrow, variance, Planes.kept(), Progress.SILENT).image();
        double worst = 0;
        for (Star s : stars) {
            int x = (int) Math.round(s.x());
            int y = (int) Math.round(s.y());
            worst = Math.max(worst, Math.abs(wide.at(x, y) - model.at(x, y)));
        }
        return worst;
    }

    @Test
    void fluxRatioShiftAndSkyComeBackFromAFewStars() throws Unusable {
        field(9, 1.7, 12, 0);

        MatchingKernel kernel = fit();

        assertThat(kernel.order()).isZero();
        assertThat(kernel.fluxRatio()).isCloseTo(1.7, within(0.01));
        assertThat(kernel.sky(200, 200)).isCloseTo(12, within(0.5));
        assertThat(worstResidual(kernel)).isLessThan(25);
    }

    @Test
    void aPsfThatChangesOverTheFieldIsFollowed() throws Unusable {
        field(81, 1.0, 0, 0.05);

        MatchingKernel kernel = fit();

        assertThat(kernel.order()).isEqualTo(2);
        // the peaks are near 900; a constant kernel would leave up to a tenth of that
        assertThat(worstResidual(kernel)).isLessThan(25);
    }

    /** What the noise of faint stars adds to the squares of the model looks like a wider source. */
    @Test
    void theNoiseOfFaintStarsDoesNotWidenTheKernel() throws Unusable {
        faint(169, 400);

        MatchingKernel kernel = fit();

        var one = new Plane(SIZE, SIZE);
        Gaussians.add(one, 200, 200, 1, 1.7);
        Plane model = kernel.apply(one, variance, Planes.kept(), Progress.SILENT).image();
        var truth = new Plane(SIZE, SIZE);
        Gaussians.add(truth, 200, 200, 1, 2.3);
        double peak = (model.at(200, 200) - kernel.sky(200, 200)) / truth.at(200, 200);
        assertThat(peak).isCloseTo(1, within(0.01));
    }

    /** A wrong gain, or faint stars in what is taken for sky's scatter, tell too much of it. */
    @Test
    void noiseThatIsToldTooLargeDoesNotTearTheKernel() throws Unusable {
        faint(4, 2000);
        noise.times(4);

        MatchingKernel kernel = fit();

        assertThat(kernel.fluxRatio()).isCloseTo(1, within(0.05));
        double squares = 0;
        for (float v : kernel.at(200, 200)) {
            squares += v * v;
        }
        // of the Gaussian that widens 1.7 px to 2.3: 1 / (4 pi (2.3^2 - 1.7^2)) = 0.033
        assertThat(squares).isLessThan(0.15);
    }

    /** Stars on a grid in noise of one in either image. */
    private void faint(int n, double flux) {
        var random = new Random(18);
        for (int i = 0; i < narrow.pixels.length; i++) {
            narrow.pixels[i] = (float) random.nextGaussian();
            wide.pixels[i] = (float) random.nextGaussian();
            variance.pixels[i] = 1.3f;
            noise.pixels[i] = 1;
        }
        int across = (int) Math.sqrt(n);
        for (int k = 0; k < n; k++) {
            double x = 20 + 360.0 * (k % across) / (across - 1) + random.nextDouble();
            double y = 20 + 360.0 * Math.floorDiv(k, across) / (across - 1) + random.nextDouble();
            Gaussians.add(narrow, x, y, flux, 1.7);
            Gaussians.add(wide, x, y, flux, 2.3);
            stars.add(new Star(x, y, flux, flux / 6, 2.3, 0, 0, 30, true));
        }
    }

    @Test
    void variableStarsAreClipped() throws Unusable {
        field(49, 1.0, 0, 0);
        for (int k = 5; k < 49; k += 11) {
            Gaussians.add(wide, stars.get(k).x() + 0.2, stars.get(k).y() - 0.1, 20_000, 2.3);
        }

        MatchingKernel kernel = fit();

        assertThat(kernel.fluxRatio()).isCloseTo(1.0, within(0.01));
        assertThat(kernel.stamps()).isLessThan(49);
    }

    @Test
    void withoutASingleSourceThereIsNoKernel() {
        assertThatThrownBy(this::fit)
                .isInstanceOfSatisfying(
                        Unusable.class,
                        e -> assertThat(e.named()).isEqualTo(FailureCause.TOO_FEW_STARS));
    }
}
