// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.fits.FitsWriter;
import nightjar.imaging.fits.MemoryBudget;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignatureTest {
    private static final MemoryBudget BUDGET = new MemoryBudget(100_000);

    private final Path folder;
    private final Path calibrations;

    SignatureTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.calibrations = Files.createDirectories(folder.resolve("calib"));
    }

    private Exposure exposure(SmallRaw raw) throws IOException, Unusable {
        return Signature.read(
                raw.write(folder.resolve("raw.fits")),
                List.of(calibrations),
                BUDGET,
                Progress.SILENT);
    }

    private void put(String name, String... lines) throws IOException {
        Files.write(calibrations.resolve(name), List.of(lines));
    }

    private void put(String name, float[] frame) throws IOException {
        try (OutputStream out = Files.newOutputStream(calibrations.resolve(name))) {
            new FitsWriter().image("", -32, 80, 60).floats(out, frame, 1);
        }
    }

    private void amplifiers() throws IOException {
        put(
                "amplifiers.csv",
                "amplifier,gain,readNoise,saturation",
                "C00,2,4,20000",
                "C01,3,4,20000");
    }

    private static double mean(Plane image, int fromX) {
        double sum = 0;
        for (int y = 0; y < 60; y++) {
            for (int x = fromX; x < fromX + 40; x++) {
                sum += image.at(x, y);
            }
        }
        return sum / 2400;
    }

    @Test
    void electronsComeOutOfBothAmplifiersTheRightWayRound() throws Exception {
        amplifiers();
        var raw = new SmallRaw(11).filled(600);
        raw.signal[7][3] = 5000;
        raw.signal[7][77] = 6000;

        var exposure = exposure(raw);

        Plane image = exposure.image().pixels();
        assertThat(new int[] {image.width, image.height}).containsExactly(80, 60);
        assertThat(image.at(3, 7)).isCloseTo(10_000, within(500f));
        assertThat(image.at(77, 7)).isCloseTo(18_000, within(700f));
        assertThat(mean(image, 0)).isCloseTo(600 + 9400 / 2400.0, within(2.5));
        assertThat(mean(image, 40)).isCloseTo(600 + 17_400 / 2400.0, within(2.5));
        assertThat(exposure.image().variance().orElseThrow().at(40, 30))
                .isCloseTo(16 + image.at(40, 30), within(0.1f));
        assertThat(exposure.flags())
                .containsExactly(
                        "NO_CROSSTALK",
                        "NO_BIAS",
                        "NO_LINEARITY",
                        "NO_DARK",
                        "NO_FLAT",
                        "NO_DEFECTS");
    }

    @Test
    void whatNoCalibrationTellsIsTakenFromTheRawAndFlagged() throws Exception {
        var exposure = exposure(new SmallRaw(12).filled(900));

        assertThat(exposure.flags())
                .contains("GAIN_FROM_SKY", "RDNOISE_FROM_OVERSCAN", "SATURATION_ASSUMED");
        assertThat(mean(exposure.image().pixels(), 0)).isCloseTo(900, within(150.0));
        assertThat(mean(exposure.image().pixels(), 40)).isCloseTo(900, within(150.0));
        assertThat(exposure.image().header().real("RDNOISE", 0)).isCloseTo(4, within(0.6));
    }

    @Test
    void fullPixelsAndTheTrailTheyLeaveAreSaturated() throws Exception {
        amplifiers();
        var raw = new SmallRaw(13).filled(400);
        for (int y = 20; y < 30; y++) {
            raw.signal[y][10] = 25_000;
        }
        raw.signal[30][10] = 9000;

        Mask mask = exposure(raw).mask();

        for (int y = 20; y <= 30; y++) {
            assertThat(mask.at(10, y) & Mask.SAT).as("row " + y).isNotZero();
        }
        assertThat(mask.count(Mask.SAT)).isLessThanOrEqualTo(12);
    }

    @Test
    void biasDarkFlatLinearityCrosstalkAndDefectsAreUndone() throws Exception {
        amplifiers();
        put("crosstalk.csv", "victim,C00,C01", "C00,0,0.01", "C01,0,0");
        put("linearity.csv", "amplifier,kind", "C00,polynomial,1e-4", "C01,table,0,0,1000,50");
        put("defects.csv", "x0,y0,width,height", "70,50,3,2", "78,58,9,9");
        float[] bias = new float[4800];
        float[] dark = new float[4800];
        float[] flat = new float[4800];
        java.util.Arrays.fill(bias, 10);
        java.util.Arrays.fill(dark, 2);
        java.util.Arrays.fill(flat, 0.8f);
        flat[5 * 80 + 5] = 0;
        put("bias.fits", bias);
        put("R22_S11-dark.fits", dark);
        put("flat.fits", flat);
        var raw = new SmallRaw(14);
        for (int y = 0; y < 60; y++) {
            for (int x = 0; x < 80; x++) {
                // what the other amplifier reads at that moment, 1 % of it, is heard on the left
                raw.signal[y][x] = x < 40 ? 510 + 10 - 20 * 0.01 + 0.01 * 420 : 410 + 10;
            }
        }

        var exposure = exposure(raw);

        double left = 510 - 0.2 + 1e-4 * 510 * 510;
        assertThat(mean(exposure.image().pixels(), 0))
                .isCloseTo((2 * left - 60) / 0.8, within(4.0));
        assertThat(mean(exposure.image().pixels(), 40))
                .isCloseTo((3 * (410 + 0.05 * 410) - 60) / 0.8, within(4.0));
        assertThat(exposure.mask().at(71, 51)).isEqualTo(Mask.BAD);
        assertThat(exposure.mask().at(79, 59)).isEqualTo(Mask.BAD);
        assertThat(exposure.mask().at(5, 5) & Mask.BAD).isNotZero();
        assertThat(exposure.flags()).containsExactly("DARKTIME_IS_EXPTIME");
    }

    @Test
    void aDetectorsOwnFolderIsFoundInThatOfTheCamera() throws Exception {
        Path own = Files.createDirectories(calibrations.resolve("R22_S11"));
        Files.write(
                own.resolve("amplifiers.csv"),
                List.of("amplifier,gain,readNoise,saturation", "C00,2,4,9e4", "C01,3,4,9e4"));
        assertThat(exposure(new SmallRaw(15).filled(500)).flags()).doesNotContain("GAIN_FROM_SKY");
    }

    @Test
    void aReducedImageStaysAsItIs() throws Exception {
        Path file = folder.resolve("reduced.fits");
        try (OutputStream out = Files.newOutputStream(file)) {
            new FitsWriter()
                    .image("", -32, 80, 60)
                    .text("DATASEC", "[1:80,1:60]", "")
                    .text("BIASSEC", "[81:100,1:60]", "")
                    .floats(out, new float[4800], 1);
        }
        var exposure = Signature.read(file, List.of(), BUDGET, Progress.SILENT);
        assertThat(exposure.flags()).isEmpty();
        assertThat(exposure.image().variance()).isEmpty();
    }

    @Test
    void rowsThatJumpAreFollowedAndSteadyOnesAreSmooth() {
        var random = new java.util.Random(16);
        for (double jump : new double[] {0, 20}) {
            var plane = new Plane(60, 400);
            double[] level = new double[400];
            for (int y = 0; y < 400; y++) {
                level[y] = 1000 + 0.01 * y + jump * random.nextGaussian();
                for (int x = 0; x < 60; x++) {
                    plane.set(x, y, (float) (level[y] + 4 * random.nextGaussian()));
                }
            }
            var amplifier =
                    new Amplifier(
                            "A0",
                            "",
                            nightjar.imaging.fits.FitsHeader.empty(),
                            plane,
                            new Section(0, 0, 10, 400, false, false),
                            java.util.Optional.of(new Section(10, 0, 50, 400, false, false)),
                            Section.whole(10, 400));
            var overscan = Overscan.of(amplifier).orElseThrow();
            double[] off = new double[400];
            for (int y = 0; y < 400; y++) {
                off[y] = overscan.level()[y] - level[y];
            }
            double rowNoise = 4 / Math.sqrt(46);
            assertThat(Statistics.robustSigma(off)).isLessThan((jump == 0 ? 0.4 : 1.2) * rowNoise);
            assertThat(overscan.noise()).isCloseTo(4, within(0.2));
        }
    }
}
