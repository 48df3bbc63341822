// SPDX-License-Identifier: Apache-2.0
package nightjar.job.raws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import nightjar.imaging.Progress;
import nightjar.imaging.fits.MemoryBudget;
import nightjar.imaging.signature.Exposure;
import nightjar.imaging.signature.Signature;
import nightjar.sandbox.camera.lsst.Sensor;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Raws of both makes of LSSTCam's sensors, in full size, come out as the light that fell in. */
class LsstRawTest {
    private static final long SEED = 5;
    private static final MemoryBudget BUDGET = new MemoryBudget(20_000_000);

    @ParameterizedTest
    @EnumSource(Sensor.class)
    void electronsAgreeWithTheTruthAndFaultsAreMasked(Sensor sensor, @TempDir Path folder)
            throws Exception {
        TakenRaw taken = TakenRaw.of(sensor, sensor == Sensor.E2V ? 94 : 13, SEED, folder);

        Exposure exposure =
                Signature.read(taken.raw(), List.of(taken.calibrations()), BUDGET, Progress.SILENT);

        Figures figures = Figures.of(taken, exposure);
        String what = sensor + ", seed " + SEED + ": " + figures;
        System.out.println(what);
        assertThat(exposure.flags()).isEmpty();
        assertThat(figures.worstMean()).as(what).isLessThan(0.1);
        assertThat(figures.pullStd()).as(what).isBetween(0.98, 1.02);
        assertThat(figures.raysFound()).as(what).isGreaterThanOrEqualTo(0.95);
        assertThat(figures.falseRays()).as(what).isLessThan(1e-4);
        assertThat(figures.coresLost()).as(what).isZero();
        assertThat(figures.fullMissed()).as(what).isZero();
    }
}
