// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nightjar.imaging.scene.Observed;
import nightjar.imaging.sky.SkyPosition;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten real DECam exposures: a transient that is in five of them. */
class DecamMiniTest {
    private static final SkyPosition TRANSIENT = new SkyPosition(318.10811, -66.01566);

    private static List<Map<String, String>> sources(String science, Path work) throws IOException {
        Path data = Path.of(System.getProperty("nightjar.data", "."), "fits", "decam_mini");
        assumeThat(Files.isDirectory(data))
                .as("real images are not here (%s): test skipped", data)
                .isTrue();
        var request =
                new DifferenceRequest(
                        work,
                        1,
                        1,
                        "i",
                        List.of(DifferenceRequest.Snap.of(file(data, science))),
                        Stream.of("18a", "18c", "18d", "18e").map(n -> file(data, n)).toList());
        DifferenceEngine.difference(request, Progress.SILENT)
                .fold(s -> s, (cause, detail) -> fail(cause + " " + detail));
        return Observed.rows(work);
    }

    private static Path file(Path data, String name) {
        return data.resolve("DEC-OBS" + name + ".mini.fits.gz");
    }

    private static boolean isTransient(Map<String, String> row, double arcsec) {
        var at =
                new SkyPosition(
                        Double.parseDouble(row.get("ra")), Double.parseDouble(row.get("dec")));
        return at.separationArcsec(TRANSIENT) < arcsec;
    }

    @ParameterizedTest
    @ValueSource(strings = {"04a", "04b", "04c", "04d", "04e"})
    void theTransientIsInEveryExposureOfItsEpoch(String science, @TempDir Path work)
            throws IOException {
        List<Map<String, String>> rows = sources(science, work);

        assertThat(rows).filteredOn(r -> isTransient(r, 0.5)).hasSize(1);
        assertThat(rows).as("other sources").hasSizeLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = "18b")
    void theControlEpochHasNothingThere(String science, @TempDir Path work) throws IOException {
        List<Map<String, String>> rows = sources(science, work);

        assertThat(rows).noneMatch(r -> isTransient(r, 2.0));
        assertThat(rows).as("other sources").hasSizeLessThanOrEqualTo(2);
    }
}
