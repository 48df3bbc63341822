// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.psf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Mesh;
import nightjar.imaging.pixels.Plane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PsfLearnerTest {
    private static final double BETA = 3;

    private static double moffat(double fwhm, double r2) {
        double a = fwhm / (2 * Math.sqrt(Math.pow(2, 1 / BETA) - 1));
        return (BETA - 1) / (Math.PI * a * a) * Math.pow(1 + r2 / (a * a), -BETA);
    }

    private static Plane field(int stars, double fwhm, double widening) {
        var random = new Random(5);
        var image = new Plane(600, 600);
        for (int i = 0; i < image.pixels.length; i++) {
            image.pixels[i] = (float) (10 * random.nextGaussian());
        }
        int n = (int) Math.ceil(Math.sqrt(stars));
        for (int k = 0; k < stars; k++) {
            double x = 30 + 540.0 * (k % n) / (n - 1) + random.nextDouble();
            double y = 30 + 540.0 * Math.floorDiv(k, n) / (n - 1) + random.nextDouble();
            double local = fwhm * (1 + widening * (x / 300 - 1));
            add(image, x, y, local, 20_000 * (1 + 4 * random.nextDouble()));
        }
        return image;
    }

    private static void add(Plane image, double x, double y, double fwhm, double flux) {
        for (int j = (int) y - 25; j <= y + 25; j++) {
            for (int i = (int) x - 25; i <= x + 25; i++) {
                if (image.contains(i, j)) {
                    double r2 = (i - x) * (i - x) + (j - y) * (j - y);
                    image.set(i, j, image.at(i, j) + (float) (flux * moffat(fwhm, r2)));
                }
            }
        }
    }

    /** Bright stars far apart among faint ones everywhere, on a sky that was taken for brighter. */
    private static Plane crowd(double fwhm) {
        Plane image = field(100, fwhm, 0);
        var random = new Random(6);
        for (int k = 0; k < 700; k++) {
            add(image, 600 * random.nextDouble(), 600 * random.nextDouble(), fwhm, 1500);
        }
        for (int k = 0; k < 5; k++) {
            add(image, 60 + 120.0 * k, 330, fwhm, 2_000_000);
        }
        for (int i = 0; i < image.pixels.length; i++) {
            image.pixels[i] -= 1.5f;
        }
        return image;
    }

    private static PsfModel learn(Plane image) {
        Mesh sigma = Mesh.constant(600, 600, 10);
        List<Star> found = StarFinder.find(image, new Mask(600, 600), sigma);
        return PsfLearner.learn(image, sigma, StarSelection.select(found), found)
                .orElseThrow()
                .psf();
    }

    @Test
    void fewStarsGiveAConstantPsfOfTheRightShape() {
        PsfModel psf = learn(field(9, 4.5, 0));

        assertThat(psf.order()).isZero();
        assertThat(psf.fwhm()).isCloseTo(4.5, within(0.1));
        Plane p = psf.at(300, 300);
        for (int j = -4; j <= 4; j++) {
            for (int i = -4; i <= 4; i++) {
                double truth = moffat(4.5, i * i + j * j);
                float got = p.at(psf.radius() + i, psf.radius() + j);
                assertThat((double) got).isCloseTo(truth, within(0.02 * moffat(4.5, 0)));
            }
        }
    }

    @Test
    void theLightOutsideTheStampIsKnown() {
        PsfModel psf = learn(field(16, 4.5, 0));

        double a2 = Math.pow(4.5 / (2 * Math.sqrt(Math.pow(2, 1 / BETA) - 1)), 2);
        double r = 1.1 * (psf.radius() + 0.5);
        double outside = Math.pow(1 + r * r / a2, 1 - BETA);
        assertThat(psf.inside()).isCloseTo(1 - outside, within(0.006));
    }

    @Test
    void manyStarsShowHowThePsfWidensAcrossTheField() {
        PsfModel psf = learn(field(144, 4.5, 0.05));

        assertThat(psf.order()).isEqualTo(2);
        double left = Moments.measure(psf.at(50, 300), psf.radius(), psf.radius(), 2).size();
        double right = Moments.measure(psf.at(550, 300), psf.radius(), psf.radius(), 2).size();
        assertThat(right / left).isCloseTo(1.0417 / 0.9583, within(0.02));
    }

    /** Stars of all brightnesses anywhere, and a sky taken for brighter than it is. */
    private static Plane everywhere(int stars, long seed) {
        Plane image = field(0, 4.5, 0);
        var random = new Random(seed);
        for (int k = 0; k < stars; k++) {
            double x = 600 * random.nextDouble();
            double y = 600 * random.nextDouble();
            add(image, x, y, 4.5, Math.pow(10, 2.2 + 2.3 * random.nextDouble()));
        }
        for (int i = 0; i < image.pixels.length; i++) {
            image.pixels[i] -= 0.5f;
        }
        return image;
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void neighboursLightAndTheSkysErrorAreNoWings(long seed) {
        assertThat(fluxOfOne(learn(everywhere(300, seed)))).isCloseTo(1, within(0.01));
    }

    @Test
    void whereEveryStarIsAmongOthersThePsfSaysSo() {
        Mesh sigma = Mesh.constant(600, 600, 10);
        Plane image = everywhere(3000, 24);
        List<Star> found = StarFinder.find(image, new Mask(600, 600), sigma);

        var learnt = PsfLearner.learn(image, sigma, StarSelection.select(found), found);

        assertThat(learnt.orElseThrow().crowded()).isTrue();
    }

    @Test
    void aFluxIsRightWhateverStandsAroundTheStars() {
        assertThat(fluxOfOne(learn(crowd(4.5)))).isCloseTo(1, within(0.008));
    }

    /** What the PSF makes of a star of flux 1 in the middle. */
    private static double fluxOfOne(PsfModel psf) {
        Plane p = psf.at(300, 300);
        double pd = 0;
        double pp = 0;
        for (int j = -8; j <= 8; j++) {
            for (int i = -8; i <= 8; i++) {
                double v = p.at(psf.radius() + i, psf.radius() + j);
                pd += v * moffat(4.5, i * i + j * j);
                pp += v * v;
            }
        }
        return pd / pp;
    }

    @Test
    void withoutStarsThereIsNoPsf() {
        assertThat(
                        PsfLearner.learn(
                                new Plane(50, 50), Mesh.constant(50, 50, 1), List.of(), List.of()))
                .isEmpty();
    }
}
