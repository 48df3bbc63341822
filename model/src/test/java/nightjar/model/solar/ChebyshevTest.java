// SPDX-License-Identifier: Apache-2.0
package nightjar.model.solar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures by numpy 2.4.6, chebval(t, c) and Chebyshev(c).deriv()(t). */
class ChebyshevTest {

    private static final double[] SERIES = {1.5, -0.3, 0.02, 0.004, -0.0005, 1e-5, 2e-6, -3e-7};

    @ParameterizedTest
    @CsvSource({
        "0.0, 1.479498, -0.3119479",
        "0.25, 1.404494091015625, -0.2872224265625",
        "0.4375, 1.3526246787321805, -0.26568471419868467",
        "1.0, 1.2235117, -0.19169269999999994"
    })
    void aSeriesAndItsSlopeAreWhatNumpySays(double t, double value, double slope) {
        assertThat(Chebyshev.value(SERIES, t)).isCloseTo(value, within(1e-14));
        assertThat(Chebyshev.slope(SERIES, t)).isCloseTo(slope, within(1e-13));
    }

    @Test
    void shortSeriesHaveValuesToo() {
        assertThat(Chebyshev.value(new double[0], 0.3)).isZero();
        assertThat(Chebyshev.slope(new double[0], 0.3)).isZero();
        assertThat(Chebyshev.value(new double[] {4}, 0.3)).isEqualTo(4);
        assertThat(Chebyshev.slope(new double[] {4}, 0.3)).isZero();
        assertThat(Chebyshev.value(new double[] {4, 2}, 0.5)).isEqualTo(5);
        assertThat(Chebyshev.slope(new double[] {4, 2}, 0.5)).isEqualTo(2);
    }
}
