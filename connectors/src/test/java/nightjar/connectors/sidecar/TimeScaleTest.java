// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeScaleTest {

    private static final double MILLISECOND = 0.001 / 86_400;

    @ParameterizedTest
    @CsvSource({"TAI, 0", "UTC, 37", "TT, -32.184", "TDB, -32.184", "GPS, 19", "'', 37"})
    void everyScaleBecomesTai(String timesys, double aheadSeconds) {
        var scale = TimeScale.of(timesys, TimeScale.UTC);
        double expected = 61_364.25 + aheadSeconds / 86_400;
        assertThat(scale.mjdTai(61_364.25)).isCloseTo(expected, within(MILLISECOND));
        assertThat(scale.mjdTai("2026-11-20T06:00:00.000"))
                .isCloseTo(expected, within(MILLISECOND));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-20T06:00:00Z", "2026-11-20T06:00", "2026-11-20T06:00:00.000000"})
    void momentsMayBeWrittenShorterOrLonger(String iso) {
        assertThat(TimeScale.TAI.mjdTai(iso)).isCloseTo(61_364.25, within(MILLISECOND));
    }

    @ParameterizedTest
    @CsvSource({"''", "yesterday", "2026-13-20T06:00:00"})
    void whatIsNoMomentIsNoNumber(String iso) {
        assertThat(TimeScale.TAI.mjdTai(iso)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"LOCAL", "tai-ish"})
    void anUnknownScaleGivesNoTimes(String timesys) {
        assertThat(TimeScale.of(timesys, TimeScale.TAI).mjdTai(61_364.25)).isNaN();
    }
}
