// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nightjar.connectors.testing.Cases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CameraPolicyTest {

    private static final double MICROARCSEC = 1e-6 / 3600;

    @Test
    void theScienceDetectorsAreWhereTheBuiltInGeometryHasThem() throws Exception {
        var camera = CameraPolicy.read(policy(), "lsstCam");
        assertThat(camera.geometry().instrument()).isEqualTo("LSSTCam");
        assertThat(camera.geometry().corners()).hasSize(205);
        for (int detector = 0; detector < 189; detector++) {
            assertThat(camera.names().name(detector))
                    .isEqualTo(DetectorNames.lsstCam().name(detector));
            assertThat(camera.geometry().of(detector).orElseThrow())
                    .as("detector %s", detector)
                    .containsExactly(
                            LsstCam.geometry().of(detector).orElseThrow(), within(MICROARCSEC));
        }
    }

    @Test
    void guidersAndWavefrontSensorsHaveTheirNames() throws Exception {
        var names = CameraPolicy.read(policy(), "lsstCam").names();
        for (int detector = 189; detector < 205; detector++) {
            assertThat(names.name(detector)).isEqualTo(DetectorNames.lsstCam().name(detector));
        }
    }

    @Test
    void latissHasOneDetectorAroundItsBoresightAndIsSeenTheOtherWayRound() throws Exception {
        var camera = CameraPolicy.read(policy(), "latiss");
        assertThat(camera.geometry().instrument()).isEqualTo("LATISS");
        assertThat(camera.names().name(0)).contains("RXX_S00");
        var corners = camera.geometry().of(0).orElseThrow();
        // 4072 px of 10 um at 9.5695 arcsec/mm; +X is towards east.
        assertThat(corners[0] - corners[2]).isCloseTo(40.72 * 9.5695 / 3600, within(1e-12));
        assertThat(corners[5] - corners[3]).isCloseTo(40.00 * 9.5695 / 3600, within(1e-12));
        // The raft's offset, the sensor's and its middle's leave (-0.525, -0.065) mm.
        assertThat((corners[0] + corners[4]) / 2).isCloseTo(0.525 * 9.5695 / 3600, within(1e-12));
        assertThat((corners[1] + corners[5]) / 2).isCloseTo(-0.065 * 9.5695 / 3600, within(1e-12));
    }

    @Test
    void whatIsReadBecomesAGeometryFile() throws Exception {
        var camera = CameraPolicy.read(policy(), "latiss");
        var read = CameraGeometry.read(camera.geometry().json(camera.names()));
        assertThat(new RaftGeometry(List.of(read), 0).corners("LATISS", 0, 10, -30, 45))
                .isEqualTo(
                        new RaftGeometry(List.of(camera.geometry()), 0)
                                .corners("LATISS", 0, 10, -30, 45));
    }

    @Test
    void aFolderWithoutACameraIsRefused(@TempDir Path empty) {
        assertThatThrownBy(() -> CameraPolicy.read(empty, "lsstCam"))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'a: [1', cameraHeader.yaml is no YAML: line 1",
        "'- 1', 'no camera is in'",
        "'name: 7', 'NoSuchFileException'"
    })
    void whatCannotBeReadIsNamedInOneLine(String header, String reason, @TempDir Path folder)
            throws Exception {
        Files.writeString(folder.resolve("cameraHeader.yaml"), header);
        Files.createDirectory(folder.resolve("cam"));
        assertThatThrownBy(() -> CameraPolicy.read(folder, "cam"))
                .isInstanceOf(IOException.class)
                .satisfies(
                        thrown ->
                                assertThat(thrown.toString())
                                        .containsIgnoringCase(reason)
                                        .doesNotContain("\n"));
    }

    private static Path policy() {
        return Cases.file("rubin/lsstcam/policy");
    }
}
