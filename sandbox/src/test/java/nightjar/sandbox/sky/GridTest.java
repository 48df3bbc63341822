// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GridTest {
    private static final SkyPoint POINTING = new SkyPoint(77.92017237239065, -24.986491894482384);
    private static final Grid GRID =
            new Grid(1024, 1024, POINTING, new PixelPoint(-536.5, 511.5), 0.2, 188.9798295006765);

    @Test
    void aPixelGoesToTheSkyAndBack() {
        for (double[] p : new double[][] {{0, 0}, {1023, 0}, {511.3, 900.7}, {-400, 2000}}) {
            PixelPoint back = GRID.toPixel(GRID.toSky(p[0], p[1]));
            assertThat(back.x()).isCloseTo(p[0], within(1e-7));
            assertThat(back.y()).isCloseTo(p[1], within(1e-7));
        }
    }

    @Test
    void theSkyOfAPixelIsWhatAstropySays() {
        // astropy 8.0.2, from the cards that RawFits writes for this grid.
        SkyPoint p = GRID.toSky(511, 100);
        assertThat(p.raDeg()).isCloseTo(ASTROPY_RA, within(1e-9));
        assertThat(p.decDeg()).isCloseTo(ASTROPY_DEC, within(1e-9));
    }

    @Test
    void withoutRotationNorthIsUpAndEastIsLeft() {
        Grid upright = new Grid(100, 100, POINTING, new PixelPoint(50, 50), 0.2, 0);
        PixelPoint north = upright.toPixel(POINTING.shifted(0, 2));
        PixelPoint east = upright.toPixel(POINTING.shifted(2, 0));
        assertThat(north.y()).isCloseTo(60, within(1e-6));
        assertThat(east.x()).isCloseTo(40, within(1e-6));
    }

    @Test
    void thePositionAngleTurnsUpFromNorthToEast() {
        Grid turned = new Grid(100, 100, POINTING, new PixelPoint(50, 50), 0.2, 90);
        PixelPoint east = turned.toPixel(POINTING.shifted(2, 0));
        assertThat(east.x()).isCloseTo(50, within(1e-6));
        assertThat(east.y()).isCloseTo(60, within(1e-6));
    }

    @Test
    void aPointBehindThePlaneIsRefused() {
        SkyPoint behind = new SkyPoint(POINTING.raDeg() + 180, -POINTING.decDeg());
        assertThatThrownBy(() -> GRID.toPixel(behind)).hasMessageContaining("behind");
    }

    @Test
    void rightAscensionIsKeptWithinOneTurn() {
        assertThat(new SkyPoint(-10, 0).raDeg()).isEqualTo(350);
        assertThat(new SkyPoint(0.001, 10).arcsecTo(new SkyPoint(359.999, 10)))
                .isCloseTo(7.2 * Math.cos(Math.toRadians(10)), within(1e-6));
    }

    private static final double ASTROPY_RA = 77.98751820664867;
    private static final double ASTROPY_DEC = -24.972979218042042;
}
