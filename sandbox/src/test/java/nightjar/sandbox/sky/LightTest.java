// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Light is neither made nor lost on its way to the pixels. */
class LightTest {
    private static final Moffat PSF = Moffat.of(4, 0.06, -0.04);

    @Test
    void aPointSourceLeavesAllItsLightAtItsPlace() {
        Canvas canvas = new Canvas(200, 160);
        canvas.addPoint(new PixelPoint(101.3, 77.8), 1e5, PSF, 70);
        double sum = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < canvas.electrons().length; i++) {
            double e = canvas.electrons()[i];
            int row = i / 200;
            sum += e;
            x += e * (i % 200);
            y += e * row;
        }
        assertThat(sum).isCloseTo(1e5, within(100.0));
        assertThat(x / sum).isCloseTo(101.3, within(0.02));
        assertThat(y / sum).isCloseTo(77.8, within(0.02));
    }

    @Test
    void halfAWidthAwayTheProfileIsHalfAsHigh() {
        Moffat round = Moffat.of(4, 0, 0);
        assertThat(round.at(2, 0)).isCloseTo(round.peak() / 2, within(1e-6));
        assertThat(round.fwhmPx()).isCloseTo(4, within(1e-6));
    }

    @Test
    void noisePixelsAreTheInverseOfTheSquaredProfile() {
        double sum = 0;
        for (int y = -60; y <= 60; y++) {
            for (int x = -60; x <= 60; x++) {
                sum += Math.pow(PSF.at(x, y), 2);
            }
        }
        assertThat(1 / sum).isCloseTo(PSF.noisePixels(), within(0.01 * PSF.noisePixels()));
    }

    @Test
    void beyondItsReachASourceIsBelowTheHeightAskedFor() {
        for (double flux : new double[] {10, 1e3, 1e5, 1e7}) {
            int reach = PSF.reach(flux, 0.4);
            assertThat(flux * PSF.at(reach, 0)).isLessThan(0.4);
            assertThat(flux * PSF.at(0, reach)).isLessThan(0.4);
        }
    }

    @Test
    void chargeAboveTheFullWellSpillsAlongTheColumnAndIsKept() {
        Canvas canvas = new Canvas(9, 101);
        canvas.electrons()[50 * 9 + 4] = 5000;
        canvas.bleed(1000);
        double sum = 0;
        for (int i = 0; i < canvas.electrons().length; i++) {
            float e = canvas.electrons()[i];
            assertThat(e).isLessThanOrEqualTo(1000);
            sum += e;
            if (i % 9 != 4) {
                assertThat(e).isZero();
            }
        }
        assertThat(sum).isCloseTo(5000, within(0.1));
        assertThat(canvas.electrons()[48 * 9 + 4]).isEqualTo(1000);
        assertThat(canvas.electrons()[52 * 9 + 4]).isEqualTo(1000);
    }

    @Test
    void halfOfAGalaxysLightIsWithinItsHalfLightRadius() {
        for (Galaxy.Law law : Galaxy.Law.values()) {
            Galaxy g = Galaxy.of(new SkyPoint(10, 10), 1e4, law, 1.6, 1, 0);
            double all = 0;
            double inner = 0;
            for (int k = 0; k < g.points(); k++) {
                all += g.share(k);
                inner += Math.hypot(g.east(k), g.north(k)) < 1.6 ? g.share(k) : 0;
            }
            assertThat(all).isCloseTo(1, within(1e-4));
            assertThat(inner).as(law.name()).isCloseTo(0.53, within(0.08));
        }
    }

    @Test
    void aMagnitudeOfTheZeroPointIsOneNanojansky() {
        assertThat(Photometry.MAG_OF_ONE_NJY).isCloseTo(31.4, within(1e-3));
        assertThat(Photometry.mag(Photometry.nJy(22.5))).isCloseTo(22.5, within(1e-9));
    }
}
