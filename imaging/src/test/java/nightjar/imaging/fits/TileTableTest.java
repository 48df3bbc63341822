// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Unusable;
import nom.tam.fits.Fits;
import nom.tam.fits.ImageHDU;
import nom.tam.image.compression.hdu.CompressedImageHDU;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables whose numbers lie: each is refused at once, whatever it would have asked for. */
@Timeout(20)
class TileTableTest {
    private static final MemoryBudget BUDGET = new MemoryBudget(1_000_000);
    private static final int WIDTH = 48;
    private static final int HEIGHT = 64;

    private final Path folder;

    TileTableTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static short[][] counts() {
        var random = new Random(71);
        short[][] counts = new short[HEIGHT][WIDTH];
        for (short[] row : counts) {
            for (int x = 0; x < WIDTH; x++) {
                row[x] = (short) (1000 + 30 * random.nextGaussian());
            }
        }
        return counts;
    }

    private Path packed(String algorithm, int tileWidth, int tileHeight) throws Exception {
        Path path = folder.resolve(algorithm + tileWidth + ".fits.fz");
        try (var fits = new Fits()) {
            var hdu = (ImageHDU) Fits.makeHDU(counts());
            var packed = CompressedImageHDU.fromImageHDU(hdu, tileWidth, tileHeight);
            packed.setCompressAlgorithm(algorithm);
            packed.compress();
            fits.addHDU(packed);
            fits.write(path.toFile());
        }
        return path;
    }

    /** The same file with another value on a card of the table's. */
    private static Path lying(Path of, String key, String value) throws IOException {
        byte[] bytes = Files.readAllBytes(of);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = text.lastIndexOf("%-8s=".formatted(key));
        assertThat(at).as(key).isPositive();
        String card = "%-80s".formatted("%-8s= %20s".formatted(key, value));
        System.arraycopy(card.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, at, 80);
        return Files.write(of, bytes);
    }

    private static Path withDescriptor(Path of, int half, int value) throws IOException {
        byte[] bytes = Files.readAllBytes(of);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int table = text.indexOf("XTENSION");
        int end = text.indexOf("%-80s".formatted("END"), table) + 80;
        int data = (int) (table + FitsReader.padded(end - table));
        ByteBuffer.wrap(bytes).putInt(data + 4 * half, value);
        return Files.write(of, bytes);
    }

    private static void refused(Path path, FailureCause cause, String why) {
        assertThatThrownBy(() -> FitsReader.read(path, BUDGET))
                .isInstanceOfSatisfying(
                        Unusable.class,
                        e -> {
                            assertThat(e.named()).as(e.detail()).isEqualTo(cause);
                            assertThat(e.detail()).contains(why);
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"RICE_1", "GZIP_1", "GZIP_2", "HCOMPRESS_1"})
    void everyAlgorithmGivesBackWhatWasPacked(String algorithm) throws Exception {
        var pixels = FitsReader.read(packed(algorithm, WIDTH, 16), BUDGET).pixels();

        short[][] counts = counts();
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertThat(pixels.at(x, y)).as("%d, %d", x, y).isEqualTo(counts[y][x]);
            }
        }
    }

    @Test
    void aTileThatIsLargerThanTheImageIsAsOneOfItsSize() throws Exception {
        Path path = lying(packed("RICE_1", WIDTH, 1), "ZTILE1", "2000000000");

        assertThat(FitsReader.read(path, BUDGET).pixels().at(5, 7)).isEqualTo(counts()[7][5]);
    }

    @ParameterizedTest
    @CsvSource({
        "ZTILE1, -5, ZTILE1 is -5",
        "ZTILE2, 0, ZTILE2 is 0",
        "ZTILE1, 7, 64 rows for 448 tiles of 7 x 1 px",
        "NAXIS2, 2000000000, 2000000000 rows for 64 tiles",
        "NAXIS1, -8, rows of -8",
        "PCOUNT, 2000000000, heap of 2000000000 bytes",
        "PCOUNT, -1, heap of -1 bytes",
        "TFIELDS, 2000000000, TFIELDS is 2000000000",
        "TFORM1, '''999999D''', columns of 7999992 bytes",
        "TFORM1, '''1ZB''', TFORM1 is '1ZB'",
        "ZBITPIX, 7, ZBITPIX is 7",
        "ZCMPTYPE, '''NOPE''', ZCMPTYPE is NOPE",
        "ZVAL1, 0, BLOCKSIZE is 0"
    })
    void aCardThatLiesIsNamed(String key, String value, String why) throws Exception {
        refused(lying(packed("RICE_1", WIDTH, 1), key, value), FailureCause.TRUNCATED, why);
    }

    @ParameterizedTest
    @CsvSource({"ZNAXIS1, 2000000000, TOO_LARGE", "ZNAXIS2, 0, WRONG_SHAPE"})
    void anImageOfAnAbsurdSizeIsNamed(String key, String value, FailureCause cause)
            throws Exception {
        refused(lying(packed("RICE_1", WIDTH, 1), key, value), cause, value);
    }

    @ParameterizedTest
    @CsvSource({"0, 2000000000", "0, -7", "1, 2000000000", "1, -1"})
    void aDescriptorThatPointsElsewhereIsNamed(int half, int value) throws Exception {
        refused(
                withDescriptor(packed("RICE_1", WIDTH, 1), half, value),
                FailureCause.TRUNCATED,
                "tile 1 lies at");
    }

    @Test
    void tilesThatShareTheirBytesAreRefused() throws Exception {
        Path path = packed("RICE_1", WIDTH, 1);
        byte[] all = Files.readAllBytes(path);
        String text = new String(all, StandardCharsets.ISO_8859_1);
        int heap = text.lastIndexOf("PCOUNT  =");
        int bytes = Integer.parseInt(text.substring(heap + 10, heap + 30).strip());

        refused(withDescriptor(path, 0, bytes), FailureCause.TRUNCATED, "in a heap of " + bytes);
    }

    @Test
    void aTileThatUnpacksToMoreThanItsPixelsIsRefused() throws Exception {
        var packed = new java.io.ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[1 << 24]);
        }
        // one tile of 3072 px, whose bytes are replaced by those of a bomb; rows stay as they are
        Path path = packed("GZIP_1", WIDTH, HEIGHT);
        byte[] all = Files.readAllBytes(path);
        int at = find(all, new byte[] {0x1f, (byte) 0x8b, 8});
        byte[] bombed = java.util.Arrays.copyOf(all, (int) FitsReader.padded(at + packed.size()));
        System.arraycopy(packed.toByteArray(), 0, bombed, at, packed.size());
        Files.write(path, bombed);
        lying(path, "PCOUNT", Integer.toString(packed.size()));
        withDescriptor(path, 0, packed.size());

        refused(path, FailureCause.TRUNCATED, "tiles cannot be unpacked");
    }

    private static int find(byte[] in, byte[] what) {
        for (int i = 0; i < in.length - what.length; i++) {
            if (java.util.Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        throw new AssertionError("no gzip in the file");
    }
}
