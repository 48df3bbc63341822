// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.fits.FitsWriter;
import nightjar.imaging.fits.MemoryBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be meant is refused in one line, never by an exception of another kind. */
class RefusalTest {
    private static final MemoryBudget BUDGET = new MemoryBudget(100_000);

    private final Path folder;
    private final Path calibrations;

    RefusalTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.calibrations = Files.createDirectories(folder.resolve("calib"));
    }

    private Unusable refused(Path raw, MemoryBudget budget) {
        return catchThrowableOfType(
                Unusable.class,
                () -> Signature.read(raw, List.of(calibrations), budget, Progress.SILENT));
    }

    private void refuses(SmallRaw raw, FailureCause cause, String why) throws IOException {
        var refused = refused(raw.write(folder.resolve("raw.fits")), BUDGET);
        assertThat(refused.named()).isEqualTo(cause);
        assertThat(refused.detail()).contains(why).doesNotContain("\n");
    }

    private static SmallRaw raw() {
        return new SmallRaw(21).filled(500);
    }

    @Test
    void sectionsThatContradictEachOther() throws IOException {
        refuses(raw().card("DATASEC", "[5:99,1:60]"), FailureCause.WRONG_SHAPE, "DATASEC");
        refuses(raw().card("DATASEC", "[5:4x,1:60]"), FailureCause.WRONG_SHAPE, "not of the form");
        refuses(raw().card("DATASEC", "[0:39,1:60]"), FailureCause.WRONG_SHAPE, "not of the form");
        refuses(raw().card("DATASEC", "[44:5,1:60]"), FailureCause.WRONG_SHAPE, "DATASEC");
        refuses(raw().card("BIASSEC", "[45:69,1:60]"), FailureCause.WRONG_SHAPE, "BIASSEC");
        refuses(raw().card("DETSEC", "[1:41,1:60]"), FailureCause.WRONG_SHAPE, "DETSEC");
        refuses(raw().card("DETSEC", "[1:40,1:60]"), FailureCause.WRONG_SHAPE, "same pixels");
    }

    @Test
    void moreThanTheMemoryHolds() throws IOException {
        refuses(raw().card("DETSIZE", "[1:999999,1:999999]"), FailureCause.TOO_LARGE, "999999");
        var tight = refused(raw().write(folder.resolve("raw.fits")), new MemoryBudget(4000));
        assertThat(tight.named()).isEqualTo(FailureCause.TOO_LARGE);
    }

    @Test
    void aFileThatEndsTooSoon() throws IOException {
        refuses(raw().announcing(900), FailureCause.TRUNCATED, "raw.fits");
        Path whole = raw().write(folder.resolve("whole.fits"));
        byte[] bytes = Files.readAllBytes(whole);
        for (int length : new int[] {0, 100, 2880, 5000, 9000, bytes.length - 2880}) {
            Path cut = Files.write(folder.resolve("cut.fits"), Arrays.copyOf(bytes, length));
            assertThat(refused(cut, BUDGET).named())
                    .as(length + " bytes")
                    .isIn(FailureCause.TRUNCATED, FailureCause.NO_IMAGE, FailureCause.NOT_FITS);
        }
    }

    @Test
    void calibrationsOfAnotherDetector() throws IOException {
        try (OutputStream out = Files.newOutputStream(calibrations.resolve("flat.fits"))) {
            new FitsWriter().image("", -32, 60, 80).floats(out, new float[4800], 1);
        }
        refuses(raw(), FailureCause.BAD_CALIBRATION, "60 x 80 px, the detector has 80 x 60");
        Files.writeString(calibrations.resolve("flat.fits"), "no FITS");
        refuses(raw(), FailureCause.BAD_CALIBRATION, "NOT_FITS, flat.fits");
    }

    @Test
    void tablesThatCannotBeMeant() throws IOException {
        String head = "amplifier,gain,readNoise,saturation\n";
        table("amplifiers.csv", "", "no line of column names");
        table("amplifiers.csv", head + "C00,1,5,9e4\n", "no row for amplifier C01");
        table("amplifiers.csv", head + "C00,x,5,9e4\nC01,1,5,9e4\n", "no number in column 2");
        table("amplifiers.csv", head + "C00,0,5,9e4\nC01,1,5,9e4\n", "must be positive");
        table("amplifiers.csv", "amplifier,gain\nC00,1\nC01,1\n", "no column readNoise");
        table("crosstalk.csv", "victim,C00\nC00,0\nC01,0\n", "no column C01");
        table("linearity.csv", "amplifier,kind\nC00,spline,1\nC01,table,0,0\n", "spline");
        table("linearity.csv", "amplifier,kind\nC00,table,5,0,4,0\nC01,table,0,0\n", "must rise");
        table("defects.csv", "x0,y0,width\n1,2,3\n", "no column height");
    }

    private void table(String name, String content, String why) throws IOException {
        Path file = Files.writeString(calibrations.resolve(name), content);
        refuses(raw(), FailureCause.BAD_CALIBRATION, why);
        Files.delete(file);
    }

    @Test
    void twoOfAKind() throws IOException {
        Files.writeString(calibrations.resolve("a-defects.csv"), "x0,y0,width,height\n");
        Files.writeString(calibrations.resolve("b-defects.csv"), "x0,y0,width,height\n");
        refuses(raw(), FailureCause.BAD_CALIBRATION, "which one holds?");
    }
}
