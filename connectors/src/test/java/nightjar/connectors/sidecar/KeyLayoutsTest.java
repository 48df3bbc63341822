// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nightjar.model.Cause;
import nightjar.model.Loss;
import nightjar.model.VisitDetector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyLayoutsTest {

    private static final String RAW = "LSSTCam/20250926/MC_O_20250926_000042/";

    private final KeyLayouts layouts = KeyLayouts.known();

    @ParameterizedTest
    @CsvSource({
        "SandboxCam/20261120/SC_O_20261120_000012/SC_O_20261120_000012_R22_S11.fits,"
                + "SandboxCam,2026112000012,4",
        "ComCam/20261120/CC_O_20261120_000012/CC_O_20261120_000012_R22_S21.fits.fz,"
                + "LSSTComCam,2026112000012,7",
        "TS8/20261120/TS_C_20261120_000012/TS_C_20261120_000012_R22_S00.fz,"
                + "LSST-TS8,2026112000012,0"
    })
    void otherCamerasAreReadToo(String key, String instrument, long exposure, int detector) {
        var raw = layouts.read(key).asValue().orElseThrow();
        assertThat(raw.instrument()).isEqualTo(instrument);
        assertThat(raw.exposure()).isEqualTo(exposure);
        assertThat(raw.detector()).isEqualTo(detector);
        assertThat(raw.sidecarKey()).isEqualTo(key.substring(0, key.indexOf(".f")) + ".json");
    }

    @Test
    void onlyCamerasWhoseKeysNameTheGroupCanBeListedBySnap() {
        assertThat(layouts.listingPrefix(new VisitDetector("HSC", "g1", 42), 1))
                .contains("HSC/42/g1/1/");
        for (var instrument : List.of("LSSTCam", "LATISS", "LSSTCam-imSim", "Unknown")) {
            assertThat(layouts.listingPrefix(new VisitDetector(instrument, "g1", 42), 1)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        RAW + "MC_O_20250926_000042_R22_S11.json,sidecar",
        RAW + "MC_O_20250926_000042_R00_SG0.fits,guider",
        RAW + "MC_O_20250926_000042_R00_SG0_guider.fits,guider",
        RAW + "MC_O_20250926_000042_R44_SW1.fits,wavefront",
        "OtherCam/20250926/OC_O_20250926_000042/OC_O_20250926_000042_R22_S11.fits,other-camera"
    })
    void whatIsNobodysRawIsIgnoredByItsClass(String key, String word) {
        var loss = layouts.read(key).asLoss().orElseThrow();
        assertThat(loss.cause()).isEqualTo(Cause.IGNORABLE);
        assertThat(loss.why()).startsWith(word + " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "visit1/d1.fits",
                "LSSTCam/../../etc/passwd",
                RAW + "MC_O_20250926_000043_R22_S11.fits",
                RAW + "MC_O_20250926_000042_R99_S11.fits",
                RAW + "MC_O_20250926_000042_R22_S11.txt",
                "LSSTCam/20250926/MC_O_20250926_100000/MC_O_20250926_100000_R22_S11.fits",
                "LSSTCam-imSim/20220321/2080088/2080088_k_41_R11_S20.fits",
                "HSC/42/group/x/404/k2022/file.fz",
                "HSC/42/group/0/99999999999999999999/k2022/file.fz"
            })
    void aKeyThatNoCameraMakesIsPoison(String key) {
        assertThat(layouts.read(key).asLoss().map(Loss::cause)).contains(Cause.POISON);
    }
}
