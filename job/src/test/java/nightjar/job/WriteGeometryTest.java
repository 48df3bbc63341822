// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import nightjar.connectors.camera.CameraGeometry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class WriteGeometryTest {

    private static final Path POLICY =
            Path.of(System.getProperty("nightjar.data", "../../shared/data"))
                    .resolve("rubin/lsstcam/policy");

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({"lsstCam,LSSTCam,205", "latiss,LATISS,1"})
    void aCameraOfObsLsstBecomesAGeometryFile(
            String camera, String instrument, int detectors, @TempDir Path folder)
            throws Exception {
        assumeThat(POLICY).as("obs_lsst's policy is absent").isDirectory();
        var out = folder.resolve("camera.json");

        assertThat(run("--policy", POLICY + "", "--camera", camera, "--out", out + "")).isZero();

        var geometry = CameraGeometry.ofFile(out);
        assertThat(geometry.instrument()).isEqualTo(instrument);
        assertThat(geometry.corners()).hasSize(detectors);
        assertThat(said.toString(UTF_8)).contains(detectors + " detectors of " + instrument);
    }

    @Test
    void aFolderWithoutACameraIsNamedInOneLine(@TempDir Path folder) {
        assertThat(run("--policy", folder + "", "--out", folder + "/x.json")).isEqualTo(2);
        assertThat(said.toString(UTF_8).lines().toList())
                .singleElement()
                .satisfies(
                        line ->
                                assertThat(line)
                                        .startsWith("nightjar geometry: ")
                                        .contains(folder.toString()));
    }

    private int run(String... words) {
        var stream = new PrintStream(said, true, UTF_8);
        return new CommandLine(new WriteGeometry(stream, stream)).execute(words);
    }
}
