// SPDX-License-Identifier: Apache-2.0
package nightjar.model.ids;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples of minorplanetcenter.net/iau/info/PackedDes.html. */
class PackedDesignationTest {

    @ParameterizedTest
    @CsvSource({
        "1995 XA, J95X00A",
        "1995 XL1, J95X01L",
        "1995 FB13, J95F13B",
        "1998 SQ108, J98SA8Q",
        "1998 SV127, J98SC7V",
        "1998 SS162, J98SG2S",
        "2099 AZ193, K99AJ3Z",
        "2008 AA360, K08Aa0A",
        "2007 TA418, K07Tf8A",
        "2003 YF26, K03Y26F"
    })
    void aDesignationIsPackedAsTheMinorPlanetCenterDoes(String unpacked, String packed) {
        assertThat(PackedDesignation.of(unpacked)).contains(packed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ceres", "2040 P-L", "2016 AB620", "1995 IA", "1695 XA", "1995XA"})
    void whatIsNoneOrDoesNotFitIsNotPacked(String other) {
        assertThat(PackedDesignation.of(other)).isEmpty();
    }

    @Test
    void itBecomesTheIdOfTheBody() {
        assertThat(SsObjectId.pack("K03Y26F")).isEqualTo(0x4B303359323646L);
    }
}
