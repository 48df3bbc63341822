// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkyPolygonTest {

    @ParameterizedTest
    @CsvSource({
        "10, 20, 10.05, 20, true",
        "10, 20, 10, 20, true",
        "10, 20, 10.3, 20, false",
        "10, 20, 10, 20.3, false",
        "359.95, 0, 0.05, 0, true",
        "0, 89.95, 180, 89.95, true",
        "0, 89.5, 180, 89.5, false",
        "10, 20, 190, -20, false",
        "10, 20, 190, 20, false"
    })
    void squaresOverlapOrDoNot(
            double ra, double dec, double otherRa, double otherDec, boolean do_) {
        var one = square(ra, dec);
        var other = square(otherRa, otherDec);
        assertThat(one.overlaps(other)).isEqualTo(do_);
        assertThat(other.overlaps(one)).isEqualTo(do_);
    }

    @Test
    void oneInsideTheOtherOverlaps() {
        var large = SkyPolygon.of(List.of(9.0, 19.0, 11.0, 19.0, 11.0, 21.0, 9.0, 21.0));
        assertThat(large.orElseThrow().overlaps(square(10, 20))).isTrue();
        assertThat(square(10, 20).overlaps(large.orElseThrow())).isTrue();
    }

    @Test
    void theOrderOfCornersMakesNoDifference() {
        long seed = 20_261_120;
        var dice = new Random(seed);
        var corners =
                List.of(
                        List.of(9.9, 19.9),
                        List.of(10.1, 19.9),
                        List.of(10.1, 20.1),
                        List.of(9.9, 20.1));
        for (int round = 0; round < 50; round++) {
            var shuffled = new ArrayList<>(corners);
            Collections.shuffle(shuffled, dice);
            var flat = shuffled.stream().flatMap(List::stream).toList();
            var polygon = SkyPolygon.of(flat).orElseThrow();
            assertThat(polygon.overlaps(square(10.15, 20))).as("seed %d: %s", seed, flat).isTrue();
            assertThat(polygon.overlaps(square(10.25, 20))).as("seed %d: %s", seed, flat).isFalse();
        }
    }

    @Test
    void neighboursThatShareABorderDoNotOverlap() {
        var left = SkyPolygon.of(List.of(9.0, 0.0, 10.0, 0.0, 10.0, 1.0, 9.0, 1.0)).orElseThrow();
        var right =
                SkyPolygon.of(List.of(10.0, 0.0, 11.0, 0.0, 11.0, 1.0, 10.0, 1.0)).orElseThrow();
        assertThat(left.overlaps(right)).isFalse();
    }

    @Test
    void whatIsNoPolygonIsNone() {
        assertThat(SkyPolygon.of(List.of())).isEmpty();
        assertThat(SkyPolygon.of(List.of(1.0, 2.0, 3.0, 4.0))).isEmpty();
        assertThat(SkyPolygon.of(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0))).isEmpty();
        assertThat(SkyPolygon.of(List.of(1.0, 2.0, 3.0, 4.0, 5.0, Double.NaN))).isEmpty();
    }

    /** 0.2 degrees a side, edges along the axes of its own tangent plane. */
    private static SkyPolygon square(double ra, double dec) {
        var corners = new ArrayList<Double>();
        for (double[] c : new double[][] {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}) {
            double d = Math.toRadians(dec);
            double xi = Math.toRadians(0.1 * c[0]);
            double eta = Math.toRadians(0.1 * c[1]);
            double depth = Math.cos(d) - eta * Math.sin(d);
            corners.add(ra + Math.toDegrees(Math.atan2(xi, depth)));
            corners.add(
                    Math.toDegrees(
                            Math.atan2(Math.sin(d) + eta * Math.cos(d), Math.hypot(xi, depth))));
        }
        return SkyPolygon.of(corners).orElseThrow();
    }
}
