// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import nightjar.imaging.fits.FitsHeader;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTimeTest {
    private static final double DAY = 86_400;
    private static final Offset<Double> A_MILLISECOND = within(1e-3 / DAY);

    private static HeaderTime of(String cards) {
        var map = new HashMap<String, String>();
        for (String card : cards.split(";", -1)) {
            map.put(card.substring(0, card.indexOf('=')), card.substring(card.indexOf('=') + 1));
        }
        return HeaderTime.of(FitsHeader.of(map), 30);
    }

    @ParameterizedTest
    @CsvSource({
        // 2020-01-01 is MJD 58849; seconds of TAI on that day at the exposure's middle
        "MJD-OBS=58849;DATE-OBS=1999-09-09, 52",
        "MJD-BEG=58849;MJD-END=58849.001, 80.2",
        "MJD-AVG=58849;MJD-OBS=58848, 37",
        "MJD-OBS=58849;TIMESYS=TAI, 15",
        "MJD-OBS=58849;TIMESYS=TT, -17.184",
        "MJD-OBS=58849;TIMESYS=GPS, 34",
    })
    void mjdComesBeforeDates(String cards, double seconds) {
        var time = of(cards);

        assertThat(time.midpointMjdTai()).isCloseTo(58849 + seconds / DAY, A_MILLISECOND);
        assertThat(time.flags()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DATE-OBS=2020-01-01T00:00:00, 52",
        "DATE-OBS=2020-01-01 00:00:01.500Z, 53.5",
        "DATE-OBS=2020-01-01;TIME-OBS=00:01:00.25, 112.25",
        "DATE-OBS=2020-01-01T00:00:00;TIMESYS=TAI, 15",
        "DATE-BEG=2020-01-01T00:00:00;DATE-END=2020-01-01T00:01:00;TIMESYS=TAI, 30",
        "DATE-BEG=2020-01-01T00:00:00;DATE-OBS=2020-01-02T00:00:00;TIMESYS=TDB, -17.184",
        "DATE-AVG=2020-01-01T00:00:10;DATE-OBS=2020-01-02, 47",
    })
    void datesTellWhereNoMjdDoes(String cards, double seconds) {
        var time = of(cards);

        assertThat(time.midpointMjdTai()).isCloseTo(58849 + seconds / DAY, A_MILLISECOND);
        assertThat(time.flags()).contains("TIME_FROM_DATE");
    }

    @Test
    void leapSecondsAreThoseOfTheDay() {
        // 2016-12-31 is MJD 57753
        assertThat(of("MJD-OBS=57753.5").midpointMjdTai())
                .isCloseTo(57753.5 + 51 / DAY, A_MILLISECOND);
        assertThat(of("DATE-OBS=2016-12-31T23:59:60").midpointMjdTai())
                .isCloseTo(57754 + 52 / DAY, A_MILLISECOND);
    }

    @Test
    void aDayAloneIsItsNoonAndSaysSo() {
        var time = of("DATE-OBS=2020-01-01;TIMESYS=TAI");

        assertThat(time.midpointMjdTai()).isCloseTo(58849.5 + 15 / DAY, A_MILLISECOND);
        assertThat(time.flags()).containsExactly("TIME_FROM_DATE", "TIME_TO_THE_DAY");
    }

    @Test
    void aScaleThatNobodyKnowsIsTakenAsUtcAndSaysSo() {
        assertThat(of("MJD-OBS=58849;TIMESYS=LOCAL").flags()).containsExactly("TIME_SCALE_ASSUMED");
    }

    @ParameterizedTest
    @CsvSource({"DATE-OBS=yesterday", "DATE-OBS=2020-13-01", "DATE-OBS=2020-01-01T25:00", "A=b"})
    void whatIsNoMomentTellsNothing(String cards) {
        var time = of(cards);

        assertThat(time.isTold()).isFalse();
        assertThat(time.flags()).isEmpty();
        assertThat(HeaderTime.of(FitsHeader.of(Map.of()), 0).isTold()).isFalse();
    }
}
