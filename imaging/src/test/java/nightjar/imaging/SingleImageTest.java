// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An image alone, held against what Source Extractor 2.25.0 (the package of Debian 12) makes of the
 * same file: its default filter, 1.5 sigma, BACK_SIZE 64, MASK_TYPE NONE (neighbours' light stays,
 * as here), XWIN_IMAGE and YWIN_IMAGE less one, FLUX_APER of 24 pixels across.
 */
class SingleImageTest {
    private static final double[][] OTHERS = {
        {148.2024, 32.4996, 287432.8},
        {80.4266, 11.2378, 83721.9},
        {217.9711, 129.0449, 89888.6},
        {128.5487, 145.1158, 57220.1},
        {83.9144, 182.3622, 52360.5},
        {84.0115, 26.2610, 26991.2},
        {76.2926, 185.9532, 55631.9},
        {75.6549, 150.2097, 16968.2},
        {103.3818, 121.7879, 23913.0},
        {114.3567, 239.5046, 16825.1},
        {209.5312, 181.9656, 21503.4},
        {123.8031, 188.9999, 13440.2},
        {217.9429, 161.9600, 18280.0},
        {88.4414, 125.8328, 15690.8},
        {219.1454, 97.6760, 15184.8},
        {154.7182, 91.1221, 17956.9},
        {189.8888, 46.3830, 10881.8},
        {229.8125, 84.4511, 11069.4},
        {29.3670, 123.9288, 7020.5},
        {233.7360, 49.8468, 10621.7},
    };

    /** Where it is brightest a bleeding star stands: all its pixels are full. */
    private static final double[] SATURATED = {232.0, 182.0};

    private final Path out;

    SingleImageTest(@TempDir Path out) {
        this.out = out;
    }

    private List<Map<String, String>> catalogue() throws IOException {
        Path file =
                Path.of(System.getProperty("nightjar.data", "."), "fits/single/sep_image.fits.gz");
        assumeThat(Files.exists(file))
                .as("real images are not here (%s): test skipped", file)
                .isTrue();
        DifferenceEngine.catalogue(file, List.of(), out, Progress.SILENT)
                .fold(s -> s, (cause, detail) -> fail(cause + " " + detail));
        var lines =
                Files.readAllLines(out.resolve("sources.csv")).stream()
                        .filter(line -> !line.startsWith("#"))
                        .toList();
        String[] head = lines.get(0).split(",", -1);
        var rows = new ArrayList<Map<String, String>>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            var row = new LinkedHashMap<String, String>();
            for (int i = 0; i < head.length; i++) {
                row.put(head[i], cells[i]);
            }
            rows.add(row);
        }
        return rows;
    }

    private static double real(Map<String, String> row, String name) {
        return Double.parseDouble(row.get(name));
    }

    private static Map<String, String> nearest(List<Map<String, String>> rows, double x, double y) {
        return rows.stream()
                .min(
                        (a, b) ->
                                Double.compare(
                                        Math.hypot(real(a, "x") - x, real(a, "y") - y),
                                        Math.hypot(real(b, "x") - x, real(b, "y") - y)))
                .orElseThrow();
    }

    @Test
    void placesAndFluxesAreThoseOfSourceExtractorWithinTheirErrors() throws IOException {
        var rows = catalogue();

        for (double[] other : OTHERS) {
            var row = nearest(rows, other[0], other[1]);
            double near = 3 * real(row, "xErr");
            assertThat(real(row, "x")).as("%s", row).isCloseTo(other[0], within(near));
            assertThat(real(row, "y")).as("%s", row).isCloseTo(other[1], within(near));
            double flux = 3 * real(row, "apFluxErr");
            assertThat(real(row, "apFlux")).as("%s", row).isCloseTo(other[2], within(flux));
        }
        assertThat(rows).as("it finds 62 of them off the borders").hasSizeBetween(60, 80);
    }

    @Test
    void aSaturatedStarHasAPlaceAndNoFlux() throws IOException {
        var star = nearest(catalogue(), SATURATED[0], SATURATED[1]);

        assertThat(Math.hypot(real(star, "x") - SATURATED[0], real(star, "y") - SATURATED[1]))
                .isLessThan(3);
        assertThat(star.get("flags")).contains("SAT");
        assertThat(star.get("psfFlux")).isEqualTo("NaN");
    }
}
