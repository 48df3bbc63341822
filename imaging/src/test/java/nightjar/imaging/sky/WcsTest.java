// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Unusable;
import nightjar.imaging.fits.FitsHeader;
import org.junit.jupiter.api.Test;

/** Reference values: astropy 7 (wcslib), {@code all_pix2world} with origin 0. */
class WcsTest {
    private static final double DEG = 2e-10;

    private static final Map<String, String> CD =
            Map.of(
                    "CRVAL1", "150.1", "CRVAL2", "2.2", "CRPIX1", "512.5", "CRPIX2", "500.25",
                    "CD1_1", "-5.5e-5", "CD1_2", "1.2e-6", "CD2_1", "1.1e-6", "CD2_2", "5.6e-5");

    private static Wcs wcs(Map<String, String> cards) throws Unusable {
        return Wcs.of(FitsHeader.of(cards), "test");
    }

    private static Map<String, String> with(Map<String, String> base, String... more) {
        var cards = new HashMap<>(base);
        for (int i = 0; i < more.length; i += 2) {
            cards.put(more[i], more[i + 1]);
        }
        return cards;
    }

    private static void check(Wcs wcs, double x, double y, double ra, double dec) {
        SkyPosition sky = wcs.toSky(x, y);
        assertThat(sky.raDeg()).isCloseTo(ra, within(DEG));
        assertThat(sky.decDeg()).isCloseTo(dec, within(DEG));
        double[] back = wcs.toPixel(ra, dec);
        assertThat(back[0]).isCloseTo(x, within(2e-5));
        assertThat(back[1]).isCloseTo(y, within(2e-5));
    }

    @Test
    void tanAgreesWithWcslibBothWays() throws Unusable {
        Wcs wcs = wcs(with(CD, "CTYPE1", "RA---TAN", "CTYPE2", "DEC--TAN"));

        check(wcs, 0, 0, 150.12755318037043, 2.1714791015092136);
        check(wcs, 1023, 17.5, 150.0712687335508, 2.1735843788518037);
        check(wcs, 300.25, 900.75, 150.11210965618483, 2.2222515742967874);
    }

    @Test
    void tanSipAgreesWithWcslibBothWays() throws Unusable {
        Wcs wcs =
                wcs(
                        with(
                                CD,
                                "CTYPE1",
                                "RA---TAN-SIP",
                                "CTYPE2",
                                "DEC--TAN-SIP",
                                "A_ORDER",
                                "3",
                                "B_ORDER",
                                "3",
                                "A_2_0",
                                "2e-6",
                                "A_1_1",
                                "-1e-6",
                                "A_0_2",
                                "5e-7",
                                "A_3_0",
                                "1e-9",
                                "A_1_2",
                                "2e-9",
                                "B_2_0",
                                "-1e-6",
                                "B_1_1",
                                "3e-6",
                                "B_0_2",
                                "1e-6",
                                "B_0_3",
                                "-2e-9"));

        check(wcs, 0, 0, 150.1275541809029, 2.1715352508282915);
        check(wcs, 1023, 17.5, 150.07119889648567, 2.1735552299747605);
        check(wcs, 300.25, 900.75, 150.1120995852381, 2.222236799291897);
    }

    @Test
    void cdeltWithCrotaNearThePoleAgreesWithWcslib() throws Unusable {
        Wcs wcs =
                wcs(
                        Map.of(
                                "CTYPE1",
                                "RA---TAN",
                                "CTYPE2",
                                "DEC--TAN",
                                "CRVAL1",
                                "359.9999",
                                "CRVAL2",
                                "-89.2",
                                "CRPIX1",
                                "100",
                                "CRPIX2",
                                "120",
                                "CDELT1",
                                "-1e-4",
                                "CDELT2",
                                "1e-4",
                                "CROTA2",
                                "33.0"));

        SkyPosition sky = wcs.toSky(0, 0);
        assertThat(sky.raDeg()).isCloseTo(1.0647484303444799, within(1e-8));
        assertThat(sky.decDeg()).isCloseTo(-89.20445088104876, within(DEG));
        assertThat(wcs.toSky(200, 10).raDeg()).isCloseTo(359.8150263169584, within(1e-8));
    }

    @Test
    void bothSpellingsOfThePcMatrixAgreeWithWcslib() throws Unusable {
        Map<String, String> base =
                Map.of(
                        "CTYPE1",
                        "RA---TAN",
                        "CTYPE2",
                        "DEC--TAN",
                        "CRVAL1",
                        "10",
                        "CRVAL2",
                        "45",
                        "CRPIX1",
                        "100",
                        "CRPIX2",
                        "120",
                        "CDELT1",
                        "-2e-4",
                        "CDELT2",
                        "1e-4");
        for (String form : new String[] {"PC%d_%d", "PC%03d%03d"}) {
            Wcs wcs =
                    wcs(
                            with(
                                    base,
                                    form.formatted(1, 1),
                                    "0.8",
                                    form.formatted(1, 2),
                                    "-0.6",
                                    form.formatted(2, 1),
                                    "0.6",
                                    form.formatted(2, 2),
                                    "0.8"));

            check(wcs, 0, 0, 10.002205578029718, 44.984539979149496);
            check(wcs, 200, 10, 9.958650322305452, 44.997332539609545);
        }
        check(wcs(with(base, "LONPOLE", "170")), 200, 10, 9.974549986639717, 44.98575507645862);
    }

    @Test
    void declinationMayBeTheFirstAxis() throws Unusable {
        Wcs wcs =
                wcs(
                        Map.of(
                                "CTYPE1",
                                "DEC--TAN",
                                "CTYPE2",
                                "RA---TAN",
                                "CRVAL1",
                                "45",
                                "CRVAL2",
                                "10",
                                "CRPIX1",
                                "100",
                                "CRPIX2",
                                "120",
                                "CDELT1",
                                "1e-4",
                                "CDELT2",
                                "-2e-4"));

        check(wcs, 0, 0, 10.033652464185673, 44.99009505868595);
        check(wcs, 200, 10, 10.030835288274062, 45.010095851182356);
    }

    @Test
    void distortionsOfEveryKindComeBackToTheSamePixel() throws Unusable {
        Wcs tpv =
                wcs(
                        with(
                                CD,
                                "CTYPE1",
                                "RA---TPV",
                                "CTYPE2",
                                "DEC--TPV",
                                "PV1_0",
                                "1e-4",
                                "PV1_1",
                                "1.01",
                                "PV1_2",
                                "-3e-4",
                                "PV1_3",
                                "1e-3",
                                "PV1_4",
                                "-7e-3",
                                "PV1_7",
                                "2e-3",
                                "PV2_1",
                                "1.006",
                                "PV2_2",
                                "-3e-4",
                                "PV2_5",
                                "-2.5e-3"));
        for (double x = -100; x < 1200; x += 173) {
            for (double y = -50; y < 1100; y += 211) {
                SkyPosition sky = tpv.toSky(x, y);
                double[] back = tpv.toPixel(sky.raDeg(), sky.decDeg());
                assertThat(back[0]).isCloseTo(x, within(1e-5));
                assertThat(back[1]).isCloseTo(y, within(1e-5));
            }
        }
    }

    @Test
    void aPlaceBehindTheTangentPlaneHasNoPixel() throws Unusable {
        Wcs wcs = wcs(with(CD, "CTYPE1", "RA---TAN", "CTYPE2", "DEC--TAN"));

        assertThat(wcs.toPixel(330.1, -2.2)[0]).isNaN();
    }

    @Test
    void aHeaderWithoutCoordinatesIsNamed() {
        assertThatThrownBy(() -> wcs(Map.of("NAXIS", "2")))
                .isInstanceOfSatisfying(
                        Unusable.class, e -> assertThat(e.named()).isEqualTo(FailureCause.NO_WCS));
        assertThatThrownBy(() -> wcs(with(CD, "CTYPE1", "RA---ZPN", "CTYPE2", "DEC--ZPN")))
                .hasMessageContaining("ZPN");
    }
}
