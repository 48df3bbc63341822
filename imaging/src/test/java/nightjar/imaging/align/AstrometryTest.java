// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nightjar.imaging.fits.FitsHeader;
import nightjar.imaging.psf.Star;
import nightjar.imaging.sky.ReferenceCatalogue;
import nightjar.imaging.sky.Wcs;
import nightjar.imaging.sky.WcsCorrection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AstrometryTest {
    private static final int SIZE = 2000;
    private static final double REACH = SIZE / Math.sqrt(2);
    private static final double ARCSEC = 1 / 3600.0;
    private static final double CENTROID_PX = 0.05;

    private final Random random = new Random(23);
    private final List<Star> stars = new ArrayList<>();
    private final List<ReferenceCatalogue.Entry> entries = new ArrayList<>();

    private static FitsHeader header(String projection) {
        var plain =
                FitsHeader.of(
                        Map.of(
                                "CTYPE1", "RA---TAN" + (projection.equals("SIP") ? "-SIP" : ""),
                                "CTYPE2", "DEC--TAN" + (projection.equals("SIP") ? "-SIP" : ""),
                                "CRVAL1", "359.99",
                                "CRVAL2", "-61",
                                "CRPIX1", "1000",
                                "CRPIX2", "1000",
                                "CDELT1", "-5.5E-5",
                                "CDELT2", "5.5E-5",
                                "CROTA2", "31"));
        return switch (projection) {
            case "SIP" ->
                    plain.with("A_ORDER", "2")
                            .with("B_ORDER", "2")
                            .with("A_2_0", "1E-7")
                            .with("B_1_1", "-2E-7");
            case "TPV" ->
                    plain.with("CTYPE1", "RA---TPV")
                            .with("CTYPE2", "DEC--TPV")
                            .with("PV1_4", "0.001")
                            .with("PV2_5", "-0.002");
            default -> plain;
        };
    }

    /** Stars of an image whose true coordinates these are, and the catalogue that knows them. */
    private void field(Wcs truth, int known, int unknown) {
        for (int k = 0; k < known + unknown; k++) {
            double x = SIZE * random.nextDouble();
            double y = SIZE * random.nextDouble();
            double flux = 1000 * Math.pow(random.nextDouble(), -1.2);
            var sky = truth.toSky(x, y);
            double seen = x + CENTROID_PX * random.nextGaussian();
            double too = y + CENTROID_PX * random.nextGaussian();
            stars.add(new Star(seen, too, flux, 100, 2, 0, 0, 0, true));
            double mag = 25 - 2.5 * Math.log10(flux) + 0.05 * random.nextGaussian();
            if (k < known) {
                entries.add(new ReferenceCatalogue.Entry(sky.raDeg(), sky.decDeg(), mag, 0.05));
            }
        }
        stars.sort((a, b) -> Double.compare(b.flux(), a.flux()));
    }

    private java.util.Optional<Astrometry> found(FitsHeader header) {
        return Astrometry.of(new ReferenceCatalogue(entries), header, stars, SIZE, SIZE);
    }

    private static double worstMas(Wcs wcs, Wcs truth) {
        double worst = 0;
        for (int x = 0; x <= SIZE; x += 250) {
            for (int y = 0; y <= SIZE; y += 250) {
                double off = wcs.toSky(x, y).separationArcsec(truth.toSky(x, y));
                worst = Math.max(worst, 1000 * off);
            }
        }
        return worst;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TAN", "SIP", "TPV"})
    void aHeaderThatPointsAndTurnsWrongIsPutRight(String projection) {
        var header = header(projection);
        double turn = Math.toRadians(0.2);
        var wrong =
                new WcsCorrection(1.5 * ARCSEC, -1.5 * ARCSEC, 2e-4, -turn, turn, -1e-4, 0, REACH);
        var truth = Wcs.ofAny(wrong.applied(header), "truth");
        field(truth, 150, 150);
        assertThat(worstMas(Wcs.ofAny(header, ""), truth)).isGreaterThan(1500);

        var found = found(header).orElseThrow();

        assertThat(found.isBetter()).isTrue();
        assertThat(found.stars()).isBetween(140, 155);
        // 0.05 px of 0.198 arcsec
        assertThat(found.rmsMas()).isCloseTo(9.9, within(2.0));
        assertThat(found.headerRmsMas()).isGreaterThan(500);
        assertThat(worstMas(Wcs.ofAny(found.header(), ""), truth)).isLessThan(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TAN", "SIP", "TPV"})
    void opticsThatTheHeaderDoesNotKnowAreFollowed(String projection) {
        var header = header(projection);
        var bent = new WcsCorrection(0, ARCSEC, 0, 0, 0, 0, 1e-3, REACH);
        var truth = Wcs.ofAny(bent.applied(header), "truth");
        field(truth, 300, 0);

        var found = found(header).orElseThrow();

        assertThat(found.fit()).isEqualTo("cubic");
        assertThat(worstMas(Wcs.ofAny(found.header(), ""), truth)).isLessThan(12);
    }

    @Test
    void withAFewStarsOnlyThePointingIsMended() {
        var header = header("TAN");
        var truth =
                Wcs.ofAny(new WcsCorrection(ARCSEC, 0, 0, 0, 0, 0, 0, REACH).applied(header), "");
        field(truth, 9, 0);

        assertThat(found(header).orElseThrow().fit()).isEqualTo("shift");
    }

    @Test
    void aHeaderThatIsRightIsKept() {
        var header = header("TAN");
        field(Wcs.ofAny(header, ""), 100, 20);

        var found = found(header).orElseThrow();

        assertThat(found.isBetter()).isFalse();
        assertThat(found.header()).isSameAs(header);
    }

    @Test
    void starsOfAnotherFieldMatchNothing() {
        var header = header("TAN");
        field(Wcs.ofAny(header, ""), 0, 300);
        var here = List.copyOf(stars);
        field(Wcs.ofAny(header, ""), 300, 0);
        stars.clear();
        stars.addAll(here);

        assertThat(found(header)).isEmpty();
        entries.clear();
        entries.add(new ReferenceCatalogue.Entry(359.99, -61, 20, 0.1));
        assertThat(found(header)).isEmpty();
        assertThat(found(FitsHeader.empty())).isEmpty();
    }
}
