// SPDX-License-Identifier: Apache-2.0
package nightjar.model.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Mq3cTest {

    @Test
    void numbersPixelsAsTheSurveyDoes() {
        assertThat(new Mq3c(11).index(new SkyPosition(0, 0))).isEqualTo(48234496L);
        assertThat(new Mq3c(11).index(new SkyPosition(359.9999999, 0))).isEqualTo(48234495L);
        assertThat(new Mq3c(10).index(new SkyPosition(62.365, -46.135))).isEqualTo(11161789L);
        assertThat(new Mq3c(3).index(new SkyPosition(0, -90))).isEqualTo(672L);
        assertThat(new Mq3c(10).index(new UnitVector(1, 1, 1).normalized())).isEqualTo(0xD00000L);
    }

    @Test
    void refusesALevelThatDoesNotExist() {
        assertThatThrownBy(() -> new Mq3c(30)).hasMessageContaining("mq3c level 30");
    }

    @Test
    void aSmallCircleAroundACornerTouchesFourPixels() {
        assertThat(new Mq3c(10).envelope(SkyCircle.of(new SkyPosition(0, 0), 1.0 / 3600)))
                .containsExactly(11709098, 12058623, 12058624, 12408149);
    }

    @Test
    void everyPointOfARegionLiesInAPixelOfItsEnvelope() {
        Random random = new Random(20261120);
        Mq3c pixels = new Mq3c(11);
        for (int i = 0; i < 60; i++) {
            SkyPosition centre =
                    new SkyPosition(
                            random.nextDouble() * 360,
                            Math.toDegrees(Math.asin(2 * random.nextDouble() - 1)));
            SkyPolygon polygon = randomPolygon(random, centre);
            long[] envelope = pixels.envelope(polygon);
            for (int k = 0; k < 200; k++) {
                UnitVector inside = randomInside(random, polygon);
                assertThat(polygon.contains(inside)).isTrue();
                assertThat(Arrays.binarySearch(envelope, pixels.index(inside)))
                        .as("%s in %s", inside.toPosition(), polygon)
                        .isNotNegative();
            }
        }
    }

    private static SkyPolygon randomPolygon(Random random, SkyPosition centre) {
        UnitVector c = centre.toUnitVector();
        UnitVector east = new UnitVector(0.6, 0.8, 0).cross(c).normalized();
        UnitVector north = c.cross(east);
        double turn = random.nextDouble() * Math.PI;
        List<SkyPosition> corners = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
            double angle = turn + k * Math.PI / 2;
            corners.add(
                    c.plus(east.times(0.003 * Math.cos(angle)))
                            .plus(north.times(0.003 * Math.sin(angle)))
                            .normalized()
                            .toPosition());
        }
        return SkyPolygon.ofCorners(corners);
    }

    private static UnitVector randomInside(Random random, SkyPolygon polygon) {
        UnitVector sum = new UnitVector(0, 0, 0);
        for (UnitVector vertex : polygon.vertices()) {
            sum = sum.plus(vertex.times(-Math.log(random.nextDouble())));
        }
        return sum.normalized();
    }
}
