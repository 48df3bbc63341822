// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import nightjar.imaging.fits.FitsHeader;
import org.junit.jupiter.api.Test;

class AssumedTest {
    private static final Map<String, String> WHOLE =
            Map.of(
                    "GAIN", "1.7",
                    "RDNOISE", "5",
                    "SATURATE", "60000",
                    "EXPTIME", "30",
                    "MJD-OBS", "61364.2",
                    "FILTER", "r_57");

    @Test
    void aHeaderThatTellsEverythingLeavesNothingToAssume() {
        assertThat(Assumed.of(FitsHeader.of(WHOLE), false, false)).isEmpty();
    }

    @Test
    void eachKeywordThatIsMissingHasAFlagOfItsOwn() {
        WHOLE.keySet().forEach(this::checkWithout);
    }

    private void checkWithout(String keyword) {
        var cards = new java.util.HashMap<>(WHOLE);
        cards.remove(keyword);
        var expected =
                Map.of(
                        "GAIN", "GAIN_ASSUMED",
                        "RDNOISE", "NOISE_FROM_SKY",
                        "SATURATE", "SATURATION_ASSUMED",
                        "EXPTIME", "EXPOSURE_UNKNOWN",
                        "MJD-OBS", "TIME_UNKNOWN",
                        "FILTER", "BAND_UNKNOWN");
        assertThat(Assumed.of(FitsHeader.of(cards), false, false))
                .containsExactly(expected.get(keyword));
    }

    @Test
    void aValueThatCannotBeIsNone() {
        var cards = new java.util.HashMap<>(WHOLE);
        cards.put("GAIN", "0");
        cards.put("EXPTIME", "-1");
        assertThat(Assumed.of(FitsHeader.of(cards), false, false))
                .containsExactly("GAIN_ASSUMED", "EXPOSURE_UNKNOWN");
    }

    @Test
    void whatTheRequestTellsNeedsNoHeader() {
        assertThat(Assumed.of(FitsHeader.of(Map.of("GAIN", "1")), true, true))
                .containsExactly("SATURATION_ASSUMED", "NOISE_FROM_SKY");
    }
}
