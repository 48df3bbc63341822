// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import nightjar.imaging.psf.Star;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationTest {
    private static final int SIDE = 1024;
    private static final double CENTROIDS_PX = 0.05;
    private static final double OTHERS = 0.25;

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 0",
        "3, 1, 1, 70",
        "90, 1, 1, -150",
        "180, 1, 1, 0",
        "33, 1.7, 1, 20",
        "-20, 0.6, 1, 5",
        "12, 1, -1, 30"
    })
    void imagesAreLaidOnEachOtherHoweverTheyWereTaken(
            double turnDeg, double scale, double parity, double shift) {
        double a = scale * Math.cos(Math.toRadians(turnDeg));
        double b = scale * Math.sin(Math.toRadians(turnDeg));
        UnaryOperator<double[]> truth =
                p ->
                        new double[] {
                            a * p[0] - b * parity * p[1] + shift,
                            b * p[0] + a * parity * p[1] - shift
                        };
        var field = field(11, 120);

        var found = Registration.of(field, seen(field, truth, 12), SIDE, SIDE).orElseThrow();

        assertThat(found.stars()).isGreaterThan(60);
        assertThat(found.rms()).isLessThan(3 * CENTROIDS_PX);
        for (double[] p : new double[][] {{100, 100}, {500, 900}, {512, 512}}) {
            assertThat(found.at(p[0], p[1])[0]).isCloseTo(truth.apply(p)[0], within(0.1));
            assertThat(found.at(p[0], p[1])[1]).isCloseTo(truth.apply(p)[1], within(0.1));
        }
    }

    @Test
    void distortionIsFollowedWhereStarsBearIt() {
        UnaryOperator<double[]> truth =
                p -> {
                    double u = (p[0] - 512) / 512;
                    double v = (p[1] - 512) / 512;
                    return new double[] {p[0] + 1.5 * u * v - u * u * u, p[1] + 20 + 1.2 * u * u};
                };
        var field = field(21, 400);

        var found = Registration.of(field, seen(field, truth, 22), SIDE, SIDE).orElseThrow();

        assertThat(found.pixels().order()).isEqualTo(3);
        assertThat(found.at(900, 150)[0])
                .isCloseTo(truth.apply(new double[] {900, 150})[0], within(0.06));
        assertThat(found.at(900, 150)[1])
                .isCloseTo(truth.apply(new double[] {900, 150})[1], within(0.06));
    }

    @Test
    void fieldsThatHaveNothingToDoWithEachOtherAreNotLaidOnEachOther() {
        for (int seed = 1; seed <= 20; seed++) {
            var one = field(seed, 150);
            var other = field(1000 + seed, 150);
            assertThat(Registration.of(one, other, SIDE, SIDE)).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void withoutStarsThereIsNoAnswer() {
        assertThat(Registration.of(List.of(), field(1, 50), SIDE, SIDE)).isEmpty();
        assertThat(Registration.of(field(1, 50), List.of(), SIDE, SIDE)).isEmpty();
        assertThat(Registration.of(field(1, 2), field(1, 2), SIDE, SIDE)).isEmpty();
    }

    /** Stars with the counts of a real field: each 100 times fainter tenfold as many. */
    private static List<Star> field(long seed, int count) {
        var random = new Random(seed);
        var stars = new ArrayList<Star>();
        for (int i = 0; i < count; i++) {
            double flux = 1000 * Math.pow(random.nextDouble(), -2);
            stars.add(star(SIDE * random.nextDouble(), SIDE * random.nextDouble(), flux));
        }
        return sorted(stars);
    }

    /**
     * The same stars otherwise: moved, with errors, fluxes of another band; some gone, some new.
     */
    private static List<Star> seen(List<Star> stars, UnaryOperator<double[]> moved, long seed) {
        var random = new Random(seed);
        var out = new ArrayList<Star>();
        for (Star star : stars) {
            double[] p = moved.apply(new double[] {star.x(), star.y()});
            double flux = star.flux() * Math.exp(0.3 * random.nextGaussian());
            if (random.nextDouble() < OTHERS) {
                p =
                        moved.apply(
                                new double[] {
                                    SIDE * random.nextDouble(), SIDE * random.nextDouble()
                                });
            }
            out.add(
                    star(
                            p[0] + CENTROIDS_PX * random.nextGaussian(),
                            p[1] + CENTROIDS_PX * random.nextGaussian(),
                            flux));
        }
        return sorted(out);
    }

    private static List<Star> sorted(List<Star> stars) {
        stars.sort(Comparator.comparingDouble(star -> -star.flux()));
        return stars;
    }

    private static Star star(double x, double y, double flux) {
        return new Star(x, y, flux, flux / 100, 1.5, 0, 0, flux / 10, true);
    }
}
