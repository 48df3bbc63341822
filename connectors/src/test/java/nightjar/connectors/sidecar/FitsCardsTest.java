// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sidecar;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FitsCardsTest {

    private static final byte[] FILE =
            FakeFits.of(
                    "NAXIS   = 0",
                    "QUOTED  = 'it''s / here  ' / comment",
                    "LOGICAL =                    T / comment",
                    "NUMBER  = -1.5E+02/comment",
                    "BLANK   = '        '",
                    "COMMENT = this is no value",
                    "EXTNAME = 'PRIMARY '");

    @Test
    void valuesAreReadAsTheStandardWritesThem() {
        var read = FitsCards.read(FILE).orElseThrow();
        assertThat(read.whole()).isTrue();
        assertThat(read.keywords().text("QUOTED")).isEqualTo("it's / here");
        assertThat(read.keywords().text("LOGICAL")).isEqualTo("T");
        assertThat(read.keywords().number("NUMBER")).isEqualTo(-150);
        assertThat(read.keywords().values()).doesNotContainKey("BLANK");
    }

    @Test
    void afterAnEmptyPrimaryTheExtensionIsReadAndDoesNotOverrule() {
        var read = FitsCards.read(FILE).orElseThrow();
        assertThat(read.keywords().text("XTENSION")).isEqualTo("IMAGE");
        assertThat(read.keywords().text("EXTNAME")).isEqualTo("PRIMARY");
    }

    @Test
    void aCutHeaderIsKnownToBeCut() {
        var read = FitsCards.read(Arrays.copyOf(FILE, 200)).orElseThrow();
        assertThat(read.whole()).isFalse();
        assertThat(read.keywords().text("NAXIS")).isEqualTo("0");
    }

    @Test
    void whatIsNoFitsIsTold() {
        assertThat(FitsCards.read(new byte[0])).isEmpty();
        assertThat(FitsCards.read("<html>sorry</html>".getBytes(US_ASCII))).isEmpty();
    }

    @Test
    void spoiledBytesNeverThrow() {
        long seed = 20_261_120;
        var dice = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            var spoiled = FILE.clone();
            for (int i = 0; i < 1 + dice.nextInt(50); i++) {
                spoiled[9 + dice.nextInt(spoiled.length - 9)] = (byte) dice.nextInt(256);
            }
            assertThat(FitsCards.read(spoiled)).as("seed %d round %d", seed, round).isPresent();
        }
    }
}
