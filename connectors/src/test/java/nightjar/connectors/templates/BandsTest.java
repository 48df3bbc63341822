// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandsTest {

    private final Bands bands = new Bands(Map.of("SDSSr_65mm~empty", "r", "HSC-I2", "i"));

    @ParameterizedTest
    @CsvSource({
        "r_03,r",
        "g_6,g",
        "y_10,y",
        "u,u",
        "SDSSr_65mm~empty,r",
        "HSC-I2,i",
        "'r_03, r_57',r",
        "'r_03,SDSSr_65mm~empty',r"
    })
    void aFilterHasABand(String filter, String band) {
        assertThat(bands.of(filter)).contains(band);
    }

    @ParameterizedTest
    @CsvSource({"white", "ph_5", "none", "''", "'r_03,g_6'", "'r_03,white'", "rr_1"})
    void othersHaveNone(String filter) {
        assertThat(bands.of(filter)).isEqualTo(Optional.empty());
    }
}
