// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightjar.imaging.scene.Observed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real frames of the microlensing event MOA-2013-BLG-475, crowded, dithered, and without a word of
 * where they lie: their stars say it. The event is bright in 0098; its star varies by a tenth of
 * that among the early ones.
 */
class MoaTest {
    private static final Extras ALIGNED = new Extras(false, false, false, Optional.empty(), true);

    private static ObjectNode difference(String science, Path work) {
        Path data = Path.of(System.getProperty("nightjar.data", "."), "fits", "moa2013blg475");
        assumeThat(Files.isDirectory(data))
                .as("real images are not here (%s): test skipped", data)
                .isTrue();
        var request =
                new DifferenceRequest(
                        work,
                        1,
                        1,
                        "I",
                        List.of(DifferenceRequest.Snap.of(file(data, science))),
                        List.of(file(data, "0001")),
                        ALIGNED);
        return DifferenceEngine.difference(request, Progress.SILENT)
                .fold(s -> s, (cause, detail) -> fail(cause + " " + detail));
    }

    private static Path file(Path data, String name) {
        return data.resolve("AKB13475I" + name + ".fits.gz");
    }

    private static double real(Map<String, String> row, String field) {
        return Double.parseDouble(row.get(field));
    }

    @Test
    void theEventIsTheTopSourceOfTheNightItIsBright(@TempDir Path work) throws IOException {
        difference("0098", work);

        var top =
                Observed.rows(work).stream()
                        .max(Comparator.comparingDouble(row -> real(row, "snr")))
                        .orElseThrow();
        assertThat(real(top, "x")).isCloseTo(287.6, within(0.5));
        assertThat(real(top, "y")).isCloseTo(215.0, within(0.5));
        assertThat(real(top, "snr")).isGreaterThan(60);
        assertThat(top.get("ra")).as("nobody knows where this frame lies").isEqualTo("NaN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0002", "0007", "0031", "0061", "0085"})
    void everyFrameIsLaidOnTheFirstToAFractionOfAPixel(String science, @TempDir Path work) {
        var summary = difference(science, work);

        assertThat(summary.path("alignStars").get(0).asInt()).isGreaterThan(100);
        assertThat(summary.path("alignRmsPx").get(0).asDouble()).isLessThan(0.15);
        assertThat(summary.path("flags").toString()).contains("NO_WCS", "ALIGNED_BY_STARS");
        assertThat(summary.has("corners")).isFalse();
    }

    /**
     * Not the engine's word alone: apertures on the star against 46 neighbours say that it was 16 %
     * fainter in 0061 than in 0001, twelve times their scatter.
     */
    @Test
    void itsStarVariesOnQuietNightsTooAndTheSignIsRight(@TempDir Path work) throws IOException {
        difference("0061", work);

        assertThat(Observed.rows(work))
                .filteredOn(row -> Math.hypot(real(row, "x") - 277.2, real(row, "y") - 225.3) < 1.5)
                .singleElement()
                .satisfies(row -> assertThat(real(row, "psfFlux")).isNegative())
                .satisfies(row -> assertThat(real(row, "snr")).isBetween(8.0, 40.0));
    }
}
