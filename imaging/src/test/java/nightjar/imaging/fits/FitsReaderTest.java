// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Unusable;
import nightjar.imaging.pixels.Plane;
import nom.tam.fits.Fits;
import nom.tam.fits.ImageHDU;
import nom.tam.image.compression.hdu.CompressedImageHDU;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitsReaderTest {
    private static final MemoryBudget BUDGET = new MemoryBudget(1_000_000);

    private final Path folder;

    FitsReaderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] unsigned16() throws IOException {
        var out = new ByteArrayOutputStream();
        short[] pixels = {(short) -32768, -1, 0, 1, 32767, 5};
        new FitsWriter()
                .image("", 16, 3, 2)
                .real("BZERO", 32768, "")
                .real("BSCALE", 1, "")
                .integer("BLANK", 5, "")
                .text("OBJECT", "it''s / fine", "with a comment")
                .shorts(out, pixels);
        return out.toByteArray();
    }

    private void refused(Path path, FailureCause cause) {
        assertThatThrownBy(() -> FitsReader.read(path, BUDGET))
                .isInstanceOfSatisfying(
                        Unusable.class, e -> assertThat(e.named()).isEqualTo(cause));
    }

    @Test
    void unsignedShortsGetTheirZeroPointAndBlanksBecomeNaN() throws Exception {
        FitsImage image = FitsReader.read(file("a.fits", unsigned16()), BUDGET);

        assertThat(image.integer()).isTrue();
        assertThat(image.pixels().pixels)
                .containsExactly(0f, 32767f, 32768f, 32769f, 65535f, Float.NaN);
        assertThat(image.pixels().at(2, 0)).isEqualTo(32768f);
    }

    @Test
    void aKeywordOfMoreThanEightLettersIsWrittenAsOthersReadIt() throws Exception {
        var out = new ByteArrayOutputStream();
        new FitsWriter()
                .image("", 16, 1, 1)
                .integer("MP_DETECTED", 5, "mask bit")
                .integer("MP_INTRP", 2, "mask bit")
                .shorts(out, new short[] {0});
        var path = file("long.fits", out.toByteArray());

        assertThat(out.toString(StandardCharsets.US_ASCII))
                .contains("HIERARCH MP_DETECTED = 5 / mask bit")
                .contains("MP_INTRP=                    2 / mask bit");
        try (var theirs = new Fits(path.toFile())) {
            var header = theirs.getHDU(0).getHeader();
            assertThat(header.getIntValue("HIERARCH.MP_DETECTED")).isEqualTo(5);
        }
        assertThat(FitsReader.read(path, BUDGET).header().integer("MP_DETECTED", 0)).isEqualTo(5);
    }

    @Test
    void gzipIsSeenByItsFirstBytes() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(unsigned16());
        }

        FitsImage image = FitsReader.read(file("a.dat", packed.toByteArray()), BUDGET);

        assertThat(image.pixels().at(1, 1)).isEqualTo(65535f);
    }

    @Test
    void tileCompressedUnsignedShortsAreUnpacked() throws Exception {
        short[][] counts = new short[64][48];
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 48; x++) {
                counts[y][x] = (short) (y * 48 + x - 32768);
            }
        }
        Path path = folder.resolve("a.fits.fz");
        try (var fits = new Fits()) {
            var hdu = (ImageHDU) Fits.makeHDU(counts);
            hdu.getHeader().addValue("BZERO", 32768.0, "");
            hdu.getHeader().addValue("BSCALE", 1.0, "");
            CompressedImageHDU packed = CompressedImageHDU.fromImageHDU(hdu, -1, 1);
            packed.setCompressAlgorithm("RICE_1");
            packed.compress();
            fits.addHDU(packed);
            fits.write(path.toFile());
        }

        Plane pixels = FitsReader.read(path, BUDGET).pixels();

        assertThat(pixels.width).isEqualTo(48);
        assertThat(pixels.at(0, 0)).isEqualTo(0f);
        assertThat(pixels.at(47, 63)).isEqualTo(3071f);
    }

    @Test
    void theFirstTwoDimensionalImageOfSeveralHdusIsTaken() throws Exception {
        var out = new ByteArrayOutputStream();
        var writer = new FitsWriter().image("", 8).text("INSTRUME", "SandboxCam", "").noData(out);
        writer.image("CUBE", -32, 2, 2, 2).floats(out, new float[8], 1);
        writer.image("SCI", -32, 2, 1).floats(out, new float[] {1, 2}, 1);
        writer.image("VARIANCE", -32, 2, 1).floats(out, new float[] {3, 4}, 1);
        writer.image("OTHER", -32, 1, 1).floats(out, new float[] {9}, 1);
        Path path = file("mef.fits", out.toByteArray());

        FitsImage image = FitsReader.read(path, BUDGET);

        assertThat(image.pixels().pixels).containsExactly(1, 2);
        assertThat(image.header().text("INSTRUME")).hasValue("SandboxCam");
        assertThat(image.variance().orElseThrow().pixels).containsExactly(3, 4);
        assertThat(FitsReader.readAll(path, BUDGET)).hasSize(5);
    }

    @Test
    void everythingThatIsNoImageIsNamed() throws Exception {
        byte[] good = unsigned16();
        refused(file("short.fits", Arrays.copyOf(good, 2880 + 5)), FailureCause.TRUNCATED);
        refused(file("head.fits", Arrays.copyOf(good, 1000)), FailureCause.TRUNCATED);
        refused(file("empty.fits", new byte[0]), FailureCause.TRUNCATED);
        refused(
                file("text.fits", "no image at all".getBytes(StandardCharsets.US_ASCII)),
                FailureCause.NOT_FITS);
        refused(folder.resolve("missing.fits"), FailureCause.NOT_FITS);
        var none = new ByteArrayOutputStream();
        new FitsWriter().image("", 8).noData(none);
        refused(file("none.fits", none.toByteArray()), FailureCause.NO_IMAGE);
        var cube = new ByteArrayOutputStream();
        new FitsWriter().image("", -32, 2, 2, 2).floats(cube, new float[8], 1);
        refused(file("cube.fits", cube.toByteArray()), FailureCause.WRONG_SHAPE);
    }

    @Test
    void aTruncatedGzipFileIsTruncated() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(unsigned16());
        }

        refused(
                file("cut.gz", Arrays.copyOf(packed.toByteArray(), packed.size() / 2)),
                FailureCause.TRUNCATED);
    }

    @Test
    void aHeaderThatPromisesTooMuchIsRefusedBeforeAnythingIsAllocated() throws Exception {
        for (int[] axes : new int[][] {{2_000_000_000, 2_000_000_000}, {1001, 1000}}) {
            var out = new ByteArrayOutputStream();
            new FitsWriter().image("", -64, axes).noData(out);

            refused(file("huge.fits", out.toByteArray()), FailureCause.TOO_LARGE);
        }
        var negative = new ByteArrayOutputStream();
        new FitsWriter().image("", -32, -5, 7).noData(negative);
        refused(file("negative.fits", negative.toByteArray()), FailureCause.WRONG_SHAPE);
    }
}
