// SPDX-License-Identifier: Apache-2.0
package nightjar.model.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealpixTest {

    /** Colatitude and longitude in units of pi; pixels as healpy's documentation gives them. */
    @ParameterizedTest
    @CsvSource({
        "16, 0.5,  0,    1440",
        "16, 0.25, 0.25, 427",
        "16, 0.5,  0.5,  1520",
        "16, 0,    0,    0",
        "16, 1,    0,    3068",
        "1,  0.5,  0,    4",
        "2,  0.5,  0,    12",
        "4,  0.5,  0,    72",
        "8,  0.5,  0,    336"
    })
    void numbersRingsAsHealpyDoes(int nside, double theta, double phi, int pixel) {
        assertThat(new Healpix(nside, false).pixel(direction(theta, phi))).isEqualTo(pixel);
    }

    /** Ring numbers of the first nested pixels of nside 2, as healpy's documentation gives them. */
    @Test
    void bothOrdersNumberTheSamePixels() {
        var rings = new int[] {13, 5, 4, 0, 15, 7, 6, 1, 17, 9};
        var seen = new BitSet();
        var random = new Random(20261120);
        for (int i = 0; i < 20_000; i++) {
            var v =
                    direction(
                            Math.acos(2 * random.nextDouble() - 1) / Math.PI,
                            2 * random.nextDouble());
            int nested = new Healpix(2, true).pixel(v);
            if (nested < rings.length) {
                assertThat(new Healpix(2, false).pixel(v)).as("%s", v).isEqualTo(rings[nested]);
                seen.set(nested);
            }
        }
        assertThat(seen.cardinality()).isEqualTo(rings.length);
    }

    @Test
    void everyPixelIsHitAndAllAboutEqually() {
        for (boolean nested : new boolean[] {false, true}) {
            var pixels = new Healpix(8, nested);
            var hits = new int[pixels.size()];
            var random = new Random(7);
            for (int i = 0; i < 100 * hits.length; i++) {
                double theta = Math.acos(2 * random.nextDouble() - 1) / Math.PI;
                hits[pixels.pixel(direction(theta, 2 * random.nextDouble()))]++;
            }
            // 100 on average, 10 of standard deviation.
            assertThat(Arrays.stream(hits).boxed().toList())
                    .as("nested %s", nested)
                    .allSatisfy(n -> assertThat(n).isBetween(50, 160));
        }
    }

    @Test
    void refusesSizesThatDoNotExist() {
        assertThatThrownBy(() -> new Healpix(0, false)).hasMessageContaining("nside 0");
        assertThatThrownBy(() -> new Healpix(12, true)).hasMessageContaining("power of two");
        assertThat(new Healpix(12, false).size()).isEqualTo(1728);
    }

    /** Galactic centre and pole (IAU 1958, in ICRS), ecliptic pole. */
    @ParameterizedTest
    @CsvSource({
        "GALACTIC,  266.40499, -28.93617, 0,   0",
        "GALACTIC,  192.85948, 27.12825,  0,   90",
        "ECLIPTIC,  270,       66.56071,  0,   90",
        "ECLIPTIC,  90,        23.43928,  90,  0",
        "CELESTIAL, 12,        34,        12,  34"
    })
    void framesAreWhereTheyAre(SkyFrame frame, double ra, double dec, double lon, double lat) {
        var found = frame.from(new SkyPosition(ra, dec).toUnitVector()).toPosition();
        assertThat(found.separationArcsec(new SkyPosition(lon, lat))).isLessThan(1);
    }

    @Test
    void aMaskIsLookedUpInItsOwnFrame() {
        var pixels = new Healpix(4, false);
        var covered = new BitSet();
        covered.set(pixels.pixel(new SkyPosition(0, 0).toUnitVector()));
        var mask = new SkyMask(pixels, SkyFrame.GALACTIC, covered);
        assertThat(mask.contains(new SkyPosition(266.405, -28.936))).isTrue();
        assertThat(mask.contains(new SkyPosition(0, 0))).isFalse();
        covered.set(192);
        assertThatThrownBy(() -> new SkyMask(pixels, SkyFrame.CELESTIAL, covered))
                .hasMessageContaining("pixel 192 of 192");
    }

    private static UnitVector direction(double thetaOfPi, double phiOfPi) {
        double theta = thetaOfPi * Math.PI;
        double phi = phiOfPi * Math.PI;
        return new UnitVector(
                Math.sin(theta) * Math.cos(phi), Math.sin(theta) * Math.sin(phi), Math.cos(theta));
    }
}
