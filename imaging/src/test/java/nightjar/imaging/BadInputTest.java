// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import nightjar.imaging.fits.FitsWriter;
import nightjar.imaging.scene.Camera;
import nightjar.imaging.scene.Scene;
import nightjar.imaging.sky.Wcs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs no pipeline could use: each ends with its own cause and one line. */
class BadInputTest {
    private static final int SIZE = 160;

    private final Path folder;
    private final Path good;

    BadInputTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.good = folder.resolve("good.fits");
        var scene = new Scene(9, SIZE);
        new Camera(10, SIZE, 4).expose(scene, scene.wcs, 0).writeRaw(good, scene.wcs, 0, 0);
    }

    private void refused(Path science, Path template, FailureCause cause) {
        var request =
                new DifferenceRequest(
                        folder,
                        1,
                        1,
                        "r",
                        List.of(DifferenceRequest.Snap.of(science)),
                        List.of(template));
        FailureCause got =
                DifferenceEngine.difference(request, Progress.SILENT)
                        .fold(
                                s -> FailureCause.INTERNAL,
                                (c, detail) -> {
                                    assertThat(detail).isNotBlank().doesNotContain("\n");
                                    return c;
                                });
        assertThat(got).isEqualTo(cause);
    }

    private Path image(String name, float[] pixels, boolean wcs) throws IOException {
        var out = new ByteArrayOutputStream();
        var w = new FitsWriter().image("", -32, SIZE, SIZE);
        if (wcs) {
            w.text("CTYPE1", "RA---TAN", "").text("CTYPE2", "DEC--TAN", "");
            w.real("CRVAL1", 62, "").real("CRVAL2", -37, "").real("CRPIX1", 80, "");
            w.real("CRPIX2", 80, "").real("CD1_1", -5e-5, "").real("CD2_2", 5e-5, "");
        }
        w.floats(out, pixels, 1);
        return Files.write(folder.resolve(name), out.toByteArray());
    }

    @Test
    void aTruncatedFile() throws IOException {
        byte[] bytes = Files.readAllBytes(good);
        Path cut = Files.write(folder.resolve("cut.fits"), Arrays.copyOf(bytes, 20_000));

        refused(cut, good, FailureCause.TRUNCATED);
        refused(good, cut, FailureCause.TRUNCATED);
    }

    @Test
    void aFileThatIsNoFits() throws IOException {
        Path text = Files.writeString(folder.resolve("no.fits"), "not an image");

        refused(text, good, FailureCause.NOT_FITS);
        refused(folder.resolve("absent.fits"), good, FailureCause.NOT_FITS);
    }

    @Test
    void aCubeAndAHugeHeader() throws IOException {
        var cube = new ByteArrayOutputStream();
        new FitsWriter().image("", -32, 4, 4, 4).floats(cube, new float[64], 1);
        var huge = new ByteArrayOutputStream();
        new FitsWriter().image("", 16, 2_000_000_000, 2_000_000_000).noData(huge);

        refused(
                Files.write(folder.resolve("cube.fits"), cube.toByteArray()),
                good,
                FailureCause.WRONG_SHAPE);
        refused(
                Files.write(folder.resolve("huge.fits"), huge.toByteArray()),
                good,
                FailureCause.TOO_LARGE);
    }

    @Test
    void imagesWithoutASingleUsablePixel() throws IOException {
        float[] nan = new float[SIZE * SIZE];
        Arrays.fill(nan, Float.NaN);

        refused(image("nan.fits", nan, true), good, FailureCause.ALL_BAD);
        refused(image("zero.fits", new float[SIZE * SIZE], true), good, FailureCause.ALL_BAD);
    }

    @Test
    void anImageWithoutCoordinates() throws IOException {
        float[] ramp = new float[SIZE * SIZE];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i % 97;
        }

        refused(image("nowcs.fits", ramp, false), good, FailureCause.NO_WCS);
    }

    @Test
    void aTemplateOfAnotherField() throws IOException {
        var scene = new Scene(11, SIZE);
        double s = 0.2 / 3600;
        Wcs away = Wcs.tan(62, -37, new double[] {5000, 5000}, new double[] {-s, 0, 0, s});
        Path elsewhere = folder.resolve("elsewhere.fits");
        new Camera(12, SIZE, 4).expose(scene, scene.wcs, 0).writeTemplate(elsewhere, away, 5);

        refused(good, elsewhere, FailureCause.NO_OVERLAP);
    }

    @Test
    void noTemplateAndNoImageAtAll() {
        var none = List.<Path>of();
        var snap = List.of(DifferenceRequest.Snap.of(good));
        var noTemplate = new DifferenceRequest(folder, 1, 1, "r", snap, none);
        var noImage = new DifferenceRequest(folder, 1, 1, "r", List.of(), List.of(good));

        assertThat(cause(noTemplate)).isEqualTo(FailureCause.NO_TEMPLATE);
        assertThat(cause(noImage)).isEqualTo(FailureCause.NO_IMAGE);
    }

    private static FailureCause cause(DifferenceRequest request) {
        return DifferenceEngine.difference(request, Progress.SILENT)
                .fold(s -> FailureCause.INTERNAL, (c, detail) -> c);
    }

    @Test
    void skyWithoutAnySource() throws IOException {
        var random = new java.util.Random(4);
        float[] noise = new float[SIZE * SIZE];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) (1000 + 30 * random.nextGaussian());
        }

        refused(image("blank.fits", noise, true), good, FailureCause.TOO_FEW_STARS);
    }

    @Test
    void theProgressCanStopTheWork() {
        var request =
                new DifferenceRequest(
                        folder, 1, 1, "r", List.of(DifferenceRequest.Snap.of(good)), List.of(good));
        Progress stop =
                (stage, fraction) -> {
                    if (stage.equals("template")) {
                        throw new Unusable(FailureCause.CANCELLED, "enough");
                    }
                };

        FailureCause got =
                DifferenceEngine.difference(request, stop)
                        .fold(s -> FailureCause.INTERNAL, (c, d) -> c);
        assertThat(got).isEqualTo(FailureCause.CANCELLED);
    }

    @Test
    void aBugAndAFullHeapAreNamedInOneLine() {
        var request =
                new DifferenceRequest(
                        folder, 1, 1, "r", List.of(DifferenceRequest.Snap.of(good)), List.of(good));
        Progress bug =
                (stage, fraction) -> {
                    throw new IllegalStateException("two\nlines");
                };
        Progress full =
                (stage, fraction) -> {
                    throw new OutOfMemoryError("Java heap space");
                };

        assertThat(DifferenceEngine.difference(request, bug))
                .isEqualTo(
                        new Result.Failed<>(
                                FailureCause.INTERNAL,
                                "IllegalStateException in the engine (two lines)"));
        assertThat(DifferenceEngine.difference(request, full))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        f -> assertThat(f.cause()).isEqualTo(FailureCause.OUT_OF_MEMORY));
    }

    @Test
    void printedLinesGoNowhereNearAProtocol() {
        // the engine itself never prints
        var bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            refused(folder.resolve("absent.fits"), good, FailureCause.NOT_FITS);
        } finally {
            System.setOut(before);
        }
        assertThat(bytes.size()).isZero();
    }
}
