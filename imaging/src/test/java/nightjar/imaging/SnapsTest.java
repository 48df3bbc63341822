// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import nightjar.imaging.engine.Frame;
import nightjar.imaging.engine.SnapStack;
import nightjar.imaging.fits.FitsHeader;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Mesh;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.sky.Wcs;
import org.junit.jupiter.api.Test;

/** Snaps of one visit, combined. */
class SnapsTest {
    private static final int SIZE = 120;
    private static final double SKY_SIGMA = 20;
    private static final double GAIN = 1.5;
    private static final double[] STAR = {60, 70};

    /** A star of that many ADU in its brightest pixel on noise, seen through this seeing. */
    private static Frame snap(long seed, double seconds, double fwhm) {
        var random = new Random(seed);
        var image = new Plane(SIZE, SIZE);
        double scale = seconds / 15;
        double sigma = SKY_SIGMA * Math.sqrt(scale);
        double light = 40_000 * scale * 16 / (fwhm * fwhm);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                double r2 = Math.pow(x - STAR[0], 2) + Math.pow(y - STAR[1], 2);
                double star = light * Math.exp(-2.77 * r2 / (fwhm * fwhm));
                double noise = Math.sqrt(sigma * sigma + star / GAIN);
                image.set(x, y, (float) (star + noise * random.nextGaussian()));
            }
        }
        return new Frame(
                "snap",
                FitsHeader.empty(),
                Wcs.tan(10, 20, new double[] {1, 1}, new double[] {1e-4, 0, 0, 1e-4}),
                image,
                new Mask(SIZE, SIZE),
                Mesh.constant(SIZE, SIZE, sigma),
                GAIN,
                OptionalDouble.of(27 + 2.5 * Math.log10(scale)),
                List.of(),
                fwhm / 2.35);
    }

    private static void hit(Frame snap, int x, int y, float adu) {
        for (int k = 0; k < 12; k++) {
            snap.image().set(x + k, y, snap.image().at(x + k, y) + adu);
            snap.image().set(x + k, y + 1, snap.image().at(x + k, y + 1) + 0.3f * adu);
        }
    }

    @Test
    void whatIsInOneSnapAloneIsRejectedAndTheStarIsNot() throws Exception {
        Frame one = snap(31, 15, 4);
        Frame two = snap(32, 15, 4.3);
        float before = one.image().at(60, 70);
        hit(one, 20, 30, 500);
        hit(two, 90, 100, 200);

        Frame all = SnapStack.combine(List.of(one, two), new double[] {15, 15});

        for (int k = 0; k < 12; k++) {
            assertThat(Math.abs(all.image().at(20 + k, 30))).isLessThan(4 * 20f);
            assertThat(Math.abs(all.image().at(20 + k, 31))).isLessThan(4 * 20f);
            assertThat(Math.abs(all.image().at(90 + k, 100))).isLessThan(4 * 20f);
            assertThat(all.mask().at(20 + k, 30)).isEqualTo(Mask.SUSPECT);
        }
        assertThat(all.image().at(60, 70))
                .isCloseTo((before + two.image().at(60, 70)) / 2, within(1f));
        assertThat(all.mask().at(60, 70)).isZero();
        assertThat(all.mask().count(Mask.SUSPECT)).isBetween(36, 60);
    }

    @Test
    void noiseAndGainAreThoseOfWhatCameTogether() throws Exception {
        Frame all =
                SnapStack.combine(List.of(snap(33, 15, 4), snap(34, 15, 4)), new double[] {15, 15});
        double squares = 0;
        for (int i = 0; i < 40 * SIZE; i++) {
            squares += Math.pow(all.image().pixels[i], 2);
        }
        double measured = Math.sqrt(squares / (40 * SIZE));
        assertThat(all.skySigma().median()).isCloseTo(measured, within(0.03 * measured));
        assertThat(all.gain()).isEqualTo(2 * GAIN);
        assertThat(all.magZero()).hasValue(27);
    }

    @Test
    void snapsOfUnequalLengthWeighAsMuchAsTheyAreLong() throws Exception {
        Frame brief = snap(35, 10, 4);
        Frame extended = snap(36, 20, 4);
        hit(extended, 20, 30, 800);

        Frame all = SnapStack.combine(List.of(brief, extended), new double[] {10, 20});

        assertThat(all.image().at(60, 70)).isCloseTo(40_000, within(900f));
        assertThat(Math.abs(all.image().at(25, 30))).isLessThan(5 * 25f);
        assertThat(all.magZero().orElseThrow()).isCloseTo(27, within(1e-9));
        assertThat(all.skySigma().median()).isCloseTo(Math.sqrt(0.5) * 20, within(0.1));
    }

    @Test
    void aPixelThatIsBadInOneIsTheOthers() throws Exception {
        Frame one = snap(37, 15, 4);
        Frame two = snap(38, 15, 4);
        one.mask().add(5, 6, Mask.BAD);
        one.image().set(5, 6, 9999);
        two.mask().add(7, 8, Mask.SAT);
        one.mask().add(9, 9, Mask.BAD);
        two.mask().add(9, 9, Mask.CR);

        Frame all = SnapStack.combine(List.of(one, two), new double[] {0, 15});

        assertThat(all.image().at(5, 6)).isEqualTo(two.image().at(5, 6));
        assertThat(all.mask().at(7, 8) & Mask.SAT).isNotZero();
        assertThat(all.mask().at(9, 9)).isEqualTo(Mask.BAD | Mask.CR);
    }

    @Test
    void ofThreeOneThatDisagreesIsOutvoted() throws Exception {
        Frame one = snap(39, 15, 4);
        hit(one, 20, 30, 300);
        Frame all =
                SnapStack.combine(
                        List.of(snap(40, 15, 4), one, snap(41, 15, 4)), new double[] {15, 15, 15});
        for (int k = 0; k < 12; k++) {
            assertThat(Math.abs(all.image().at(20 + k, 30))).isLessThan(4 * 14.2f);
        }
    }
}
