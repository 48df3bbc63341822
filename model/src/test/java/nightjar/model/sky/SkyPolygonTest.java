// SPDX-License-Identifier: Apache-2.0
package nightjar.model.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SkyPolygonTest {

    private static final List<SkyPosition> ACROSS_RA_ZERO =
            List.of(
                    new SkyPosition(359.9, -0.1),
                    new SkyPosition(0.1, 0.1),
                    new SkyPosition(0.1, -0.1),
                    new SkyPosition(359.9, 0.1));

    @Test
    void takesCornersInAnyOrderAndAcrossRightAscensionZero() {
        SkyPolygon polygon = SkyPolygon.ofCorners(ACROSS_RA_ZERO);
        assertThat(polygon.vertices()).hasSize(4);
        assertThat(polygon.contains(new SkyPosition(0, 0))).isTrue();
        assertThat(polygon.contains(new SkyPosition(359.95, 0.05))).isTrue();
        assertThat(polygon.contains(new SkyPosition(0.11, 0))).isFalse();
        assertThat(polygon.contains(new SkyPosition(180, 0))).isFalse();
    }

    @Test
    void holdsItsOwnCorners() {
        SkyPolygon polygon = SkyPolygon.ofCorners(ACROSS_RA_ZERO);
        assertThat(ACROSS_RA_ZERO).allMatch(polygon::contains);
    }

    @Test
    void padsEveryEdgeOutwardByAtLeastTheAngle() {
        SkyPolygon padded = SkyPolygon.ofCorners(ACROSS_RA_ZERO).padded(20);
        double inside = 19.999 / 3600;
        double outside = 20.01 / 3600;
        assertThat(padded.contains(new SkyPosition(0.1 + inside, 0))).isTrue();
        assertThat(padded.contains(new SkyPosition(0.1 + inside, 0.1 + inside))).isTrue();
        assertThat(padded.contains(new SkyPosition(0, -0.1 - inside))).isTrue();
        assertThat(padded.contains(new SkyPosition(0.1 + outside, 0))).isFalse();
        assertThat(padded.contains(new SkyPosition(0, -0.1 - outside))).isFalse();
    }

    @Test
    void shrinksWithANegativePad() {
        SkyPolygon shrunk = SkyPolygon.ofCorners(ACROSS_RA_ZERO).padded(-36);
        assertThat(shrunk.contains(new SkyPosition(0.0899, 0))).isTrue();
        assertThat(shrunk.contains(new SkyPosition(0.0901, 0))).isFalse();
    }

    @Test
    void knowsTheAreaAroundThePole() {
        SkyPolygon polygon =
                SkyPolygon.ofCorners(
                        List.of(
                                new SkyPosition(0, -89.9),
                                new SkyPosition(90, -89.9),
                                new SkyPosition(180, -89.9),
                                new SkyPosition(270, -89.9)));
        assertThat(polygon.contains(new SkyPosition(123, -90))).isTrue();
        assertThat(polygon.contains(new SkyPosition(45, -89.9))).isFalse();
    }

    @Test
    void refusesAnOutlineThatIsNotConvex() {
        List<UnitVector> clockwise =
                SkyPolygon.ofCorners(ACROSS_RA_ZERO).vertices().stream()
                        .sorted((a, b) -> Double.compare(b.y(), a.y()))
                        .toList();
        assertThatThrownBy(() -> new SkyPolygon(clockwise)).hasMessageContaining("convex");
    }

    @Test
    void separationHoldsItsDigitsForSmallAngles() {
        double tiny = new SkyPosition(62, -46).separationArcsec(new SkyPosition(62, -46 + 1e-9));
        assertThat(tiny).isCloseTo(3.6e-6, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(new SkyPosition(359.99, 0).separationArcsec(new SkyPosition(0.01, 0)))
                .isCloseTo(72, org.assertj.core.data.Offset.offset(1e-6));
    }

    @Test
    void circlesMeetPolygonsByTheirEdges() {
        SkyPolygon polygon = SkyPolygon.ofCorners(ACROSS_RA_ZERO);
        assertThat(SkyCircle.of(new SkyPosition(0.2, 0), 0.0999).intersects(polygon)).isFalse();
        assertThat(SkyCircle.of(new SkyPosition(0.2, 0), 0.1001).intersects(polygon)).isTrue();
        assertThat(SkyCircle.of(new SkyPosition(0, 0), 0.0001).intersects(polygon)).isTrue();
        assertThat(SkyCircle.of(new SkyPosition(0, 0), 30).intersects(polygon)).isTrue();
    }
}
