// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nightjar.imaging.scene.Observed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stamps of alerts, against one that upstream's code wrote and against the catalogue. */
class CutoutsTest {

    private static final int CARD = 80;
    private static final int BLOCK = 2880;
    private static final int SEED = 107;
    private static final int BYTES_OF_A_DOUBLE = 8;

    private final Path folder;

    CutoutsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /**
     * One HDU: its keywords with their values as written, and its pixels.
     *
     * @param data as in the file, without padding
     */
    private record Hdu(Map<String, String> cards, byte[] data) {
        int whole(String key) {
            return Integer.parseInt(cards.getOrDefault(key, "0"));
        }

        double real(String key) {
            return Double.parseDouble(cards.getOrDefault(key, "NaN"));
        }
    }

    @Test
    void eachStampHasTheHdusAndKeywordsOfUpstreams() throws IOException {
        var vector =
                Path.of(System.getProperty("nightjar.data", "no such folder"))
                        .resolve("vectors/cutout_30x30_example.fits");
        assumeThat(vector)
                .as("the shared data (-Dnightjar.data) are not here: test skipped")
                .exists();
        var theirs = hdus(Files.readAllBytes(vector));
        for (var row : stamps()) {
            for (var stamp : row) {
                assertThat(stamp).hasSameSizeAs(theirs);
                for (int i = 0; i < stamp.size(); i++) {
                    assertThat(stamp.get(i).cards().keySet())
                            .isEqualTo(theirs.get(i).cards().keySet());
                    for (var fixed : List.of("BITPIX", "EXTNAME", "UTYPE", "BUNIT", "CDELT1")) {
                        assertThat(stamp.get(i).cards().get(fixed))
                                .as(fixed)
                                .isEqualTo(theirs.get(i).cards().get(fixed));
                    }
                }
            }
        }
    }

    @Test
    void stampsAreCentredOnTheirSourceAndOfItsSize() throws IOException {
        var all = stamps();
        var rows = Observed.rows(folder.resolve("work"));
        assertThat(all).hasSameSizeAs(rows).isNotEmpty();
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            int side = Math.max(30, Math.min(102, Integer.parseInt(row.get("bboxSize"))));
            for (var stamp : all.get(i)) {
                var pixels = stamp.get(0);
                assertThat(pixels.whole("NAXIS1")).isEqualTo(side);
                double middle = pixels.whole("CUTMINX") + 1 + (side - 1) / 2.0;
                assertThat(Math.abs(middle - Double.parseDouble(row.get("x"))))
                        .isLessThanOrEqualTo(0.501);
                assertThat(pixels.real("CRPIX1") - 1 + pixels.whole("CUTMINX") + 1)
                        .isBetween(
                                Double.parseDouble(row.get("x")) - 0.01,
                                Double.parseDouble(row.get("x")) + 0.01);
            }
        }
    }

    @Test
    void anImagesStampsAllCarryItsOnePsf() throws IOException {
        var all = stamps();
        for (int kind = 0; kind < 3; kind++) {
            var first = all.get(0).get(kind).get(2);
            assertThat(first.data().length)
                    .isEqualTo(first.whole("NAXIS1") * first.whole("NAXIS2") * BYTES_OF_A_DOUBLE);
            for (var row : all) {
                assertThat(row.get(kind).get(2).data()).isEqualTo(first.data());
            }
        }
    }

    /** For each source its difference's, science image's and template's stamp. */
    private List<List<List<Hdu>>> stamps() throws IOException {
        System.out.println("scene of seed " + SEED);
        var o = Observed.of(SEED, 384, folder);
        var request =
                new DifferenceRequest(
                        o.work,
                        1,
                        4,
                        "r",
                        List.of(DifferenceRequest.Snap.of(o.raw)),
                        List.of(o.template));
        DifferenceEngine.difference(request, Progress.SILENT)
                .fold(s -> s, (cause, detail) -> fail(cause + " " + detail));
        var bytes = Files.readAllBytes(o.work.resolve("cutouts.bin"));
        var all = new ArrayList<List<List<Hdu>>>();
        var lines = Files.readAllLines(o.work.resolve("cutouts.csv"));
        for (var line : lines.subList(1, lines.size())) {
            var at = Arrays.stream(line.split(",")).mapToInt(Integer::parseInt).toArray();
            var three = new ArrayList<List<Hdu>>();
            for (int i = 0; i < at.length; i += 2) {
                three.add(hdus(Arrays.copyOfRange(bytes, at[i], at[i] + at[i + 1])));
            }
            all.add(three);
        }
        return all;
    }

    private static List<Hdu> hdus(byte[] fits) {
        var hdus = new ArrayList<Hdu>();
        int at = 0;
        while (at < fits.length) {
            var cards = new TreeMap<String, String>();
            String card;
            do {
                card = new String(fits, at, CARD, StandardCharsets.US_ASCII);
                at += CARD;
                if (card.startsWith("= ", 8)) {
                    var value = card.substring(10).replaceFirst(" / .*$", "").strip();
                    cards.put(card.substring(0, 8).strip(), value.replaceAll("[' ]", ""));
                }
            } while (!card.startsWith("END "));
            at = padded(at);
            int size = Math.abs(Integer.parseInt(cards.get("BITPIX"))) / 8;
            int bytes =
                    size
                            * Integer.parseInt(cards.get("NAXIS1"))
                            * Integer.parseInt(cards.get("NAXIS2"));
            hdus.add(new Hdu(cards, Arrays.copyOfRange(fits, at, at + bytes)));
            at = padded(at + bytes);
        }
        return hdus;
    }

    private static int padded(int at) {
        return (at + BLOCK - 1) / BLOCK * BLOCK;
    }
}
