// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import nightjar.imaging.scene.Observed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pairs whose headers tell something else than their pixels: refused, or flagged. */
class OddInputTest {
    private static final int SIZE = 320;
    private static final long SEED = 711;

    private final Path folder;
    private final Observed pair;

    OddInputTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.pair = Observed.of(SEED, SIZE, folder);
    }

    private Result<ObjectNode> difference(Path science, Path template) {
        return difference(List.of(science), template);
    }

    private Result<ObjectNode> difference(List<Path> science, Path template) {
        var snaps = science.stream().map(DifferenceRequest.Snap::of).toList();
        return DifferenceEngine.difference(
                new DifferenceRequest(pair.work, 1, 1, "", snaps, List.of(template)),
                Progress.SILENT);
    }

    private static void refused(Result<ObjectNode> result, FailureCause cause, String... words) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        f -> {
                            assertThat(f.cause()).as(f.detail()).isEqualTo(cause);
                            assertThat(f.detail()).contains(words).doesNotContain("\n");
                        });
    }

    private static ObjectNode summary(Result<ObjectNode> result) {
        return result.fold(
                s -> s,
                (cause, detail) -> {
                    throw new AssertionError(cause + ": " + detail);
                });
    }

    /** The file with another value on a card of its first header; a new card if it has none. */
    private Path with(Path of, String name, String key, String value) throws IOException {
        return with(of, name, key, old -> value);
    }

    private Path with(Path of, String name, String key, UnaryOperator<String> value)
            throws IOException {
        byte[] bytes = Files.readAllBytes(of);
        String text = new String(bytes, 0, 2880, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("%-80s".formatted("END"));
        int at = text.indexOf("%-8s=".formatted(key));
        String old = at < 0 ? "" : text.substring(at + 9, at + 80).split("/", 2)[0].strip();
        int to = at < 0 ? end : at;
        assertThat(end).isBetween(1, 2880 - 160);
        String card = "%-80s".formatted("%-8s= %20s".formatted(key, value.apply(old)));
        System.arraycopy(card.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, to, 80);
        if (at < 0) {
            byte[] last = "%-80s".formatted("END").getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(last, 0, bytes, end + 80, 80);
        }
        return Files.write(folder.resolve(name), bytes);
    }

    /** Integers of 16 bits, each row turned round. */
    private Path mirrored(Path of) throws IOException {
        byte[] bytes = Files.readAllBytes(of);
        byte[] out = bytes.clone();
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                int from = 2880 + 2 * (y * SIZE + x);
                int to = 2880 + 2 * (y * SIZE + SIZE - 1 - x);
                out[to] = bytes[from];
                out[to + 1] = bytes[from + 1];
            }
        }
        return Files.write(folder.resolve("mirrored.fits"), out);
    }

    @Test
    void pixelsThatCannotBeStayWhereTheyAre() throws IOException {
        ObjectNode plain = summary(difference(pair.raw, pair.template));
        byte[] bytes = Files.readAllBytes(pair.template);
        float[] odd = {
            Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 3e38f, -3e38f, 1e20f, 1e9f, Float.NaN
        };
        int width = SIZE + 60;
        for (int k = 0; k < odd.length; k++) {
            int at = 2880 + 4 * ((60 + 40 * k) * width + 70 + 30 * k);
            ByteBuffer.wrap(bytes).putFloat(at, odd[k]);
        }
        Path spoilt = Files.write(folder.resolve("spoilt.fits"), bytes);

        ObjectNode withThem = summary(difference(pair.raw, spoilt));

        int found = plain.path("nDiaSources").asInt();
        assertThat(found).isPositive();
        assertThat(withThem.path("nDiaSources").asInt()).isBetween(found - 1, found + 1);
    }

    @Test
    void anotherFieldUnderAFittingHeaderIsTold() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        var elsewhere = Observed.of(SEED + 50, SIZE, other);

        refused(
                difference(elsewhere.raw, pair.template),
                FailureCause.STARS_DIFFER,
                "bright stars",
                "in both");
    }

    @Test
    void aMirroredImageUnderItsOldHeaderIsTold() throws IOException {
        refused(
                difference(mirrored(pair.raw), pair.template),
                FailureCause.STARS_DIFFER,
                "mirrored");
    }

    @Test
    void snapsThatDoNotLieOnEachOtherAreNamedWithTheirOffset() throws IOException {
        Path moved =
                with(
                        pair.raw,
                        "moved.fits",
                        "CRPIX1",
                        old -> Double.toString(Double.parseDouble(old) + 10));

        refused(
                difference(List.of(pair.raw, moved), pair.template),
                FailureCause.SNAPS_DIFFER,
                "moved.fits lies 10.0 px beside the first snap raw.fits");
        Path hardly =
                with(
                        pair.raw,
                        "hardly.fits",
                        "CRPIX1",
                        old -> Double.toString(Double.parseDouble(old) + 0.3));
        summary(difference(List.of(pair.raw, hardly), pair.template));
    }

    @ParameterizedTest
    @CsvSource({"RADESYS, '''FK4'''", "RADESYS, '''FK4-NO-E'''"})
    void coordinatesOfAnOldFrameAreRefused(String key, String value) throws IOException {
        refused(
                difference(with(pair.raw, "old.fits", key, value), pair.template),
                FailureCause.NO_WCS,
                "FK4");
    }

    @Test
    void anOldEquinoxWithoutAFrameIsOfFk4() throws IOException {
        refused(
                difference(with(pair.raw, "b1950.fits", "EQUINOX", "1950.0"), pair.template),
                FailureCause.NO_WCS,
                "FK4, equinox 1950.0");
        Path ofDate = with(pair.raw, "date.fits", "EQUINOX", "2013.5");
        assertThat(summary(difference(ofDate, pair.template)).path("flags").toString())
                .contains("FRAME_ASSUMED");
    }

    @ParameterizedTest
    @CsvSource({"-5", "1000000000", "2.5", "many"})
    void anOrderOfAPolynomialThatIsNoneIsNamed(String order) throws IOException {
        Path sip = with(pair.raw, "sip0.fits", "CTYPE1", "'RA---TAN-SIP'");
        sip = with(sip, "sip1.fits", "CTYPE2", "'DEC--TAN-SIP'");

        refused(
                difference(with(sip, "sip.fits", "A_ORDER", order), pair.template),
                FailureCause.NO_WCS,
                "A_ORDER is " + order);
    }

    @Test
    void imagesOfTwoBandsAreFlagged() throws IOException {
        Path template = with(pair.template, "red.fits", "FILTER", "'r_03    '");
        Path red = with(pair.raw, "r.fits", "FILTER", "'r_57    '");
        Path green = with(pair.raw, "g.fits", "FILTER", "'g_07    '");

        assertThat(summary(difference(red, template)).path("flags").toString())
                .doesNotContain("BAND_DIFFERS");
        assertThat(summary(difference(green, template)).path("flags").toString())
                .contains("BAND_DIFFERS");
    }

    @Test
    void anExposureThatCannotBeIsNotReckonedWith() throws IOException {
        Path never = with(pair.raw, "never.fits", "EXPTIME", "-30.0");
        double told =
                summary(difference(pair.raw, pair.template)).path("exposureSeconds").asDouble();
        assertThat(told).isPositive();

        ObjectNode alone = summary(difference(never, pair.template));
        assertThat(alone.path("exposureSeconds").asDouble()).isZero();
        assertThat(alone.path("flags").toString()).contains("EXPOSURE_UNKNOWN");
        ObjectNode both = summary(difference(List.of(pair.raw, never), pair.template));
        assertThat(both.path("exposureSeconds").asDouble()).isEqualTo(2 * told);
        assertThat(both.path("flags").toString()).contains("EXPOSURE_UNKNOWN");
    }

    @Test
    void whatARunLeftIsNotTakenForTheNextOnes() throws IOException {
        summary(difference(pair.raw, pair.template));
        Files.writeString(pair.work.resolve("score.fits"), "of an earlier run");
        Files.writeString(pair.work.resolve("notes.txt"), "somebody's");

        summary(difference(pair.raw, pair.template));
        assertThat(pair.work.resolve("score.fits")).doesNotExist();
        assertThat(pair.work.resolve("summary.json")).exists();

        refused(
                difference(folder.resolve("absent.fits"), pair.template),
                FailureCause.NOT_FITS,
                "no such file");
        try (var left = Files.list(pair.work)) {
            assertThat(left.map(p -> p.getFileName().toString())).containsExactly("notes.txt");
        }
    }

    @Test
    void anImageOfThisRunIsNotReplacedByIt() throws IOException {
        summary(difference(pair.raw, pair.template));
        Path before = pair.work.resolve("science.fits");
        byte[] bytes = Files.readAllBytes(before);

        refused(
                difference(before, pair.template),
                FailureCause.WRONG_FOLDER,
                "give another folder");
        assertThat(Arrays.equals(Files.readAllBytes(before), bytes)).isTrue();
    }
}
