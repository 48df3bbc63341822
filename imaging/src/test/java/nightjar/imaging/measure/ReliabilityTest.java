// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReliabilityTest {
    @Test
    void theStepsKeepTheirOrderSoThatEveryJavaRoundsTheirProductAlike() {
        var fit = new PointFit(100, 10, 5, 5, 0.01, 0.01, 0, 80, 81, 1, 1, true);

        var steps = Reliability.of(fit, 10, 11, 1, false, false).inGlow(fit, 10, 1000).steps();

        assertThat(steps.keySet())
                .containsExactly(
                        "significance", "mismatch", "sharpness", "masked", "dipole", "star's glow");
    }
}
