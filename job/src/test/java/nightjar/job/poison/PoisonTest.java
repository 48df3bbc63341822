// SPDX-License-Identifier: Apache-2.0
package nightjar.job.poison;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The messages are those of {@code ./nightjar poison}; what is found here is found there. */
@Timeout(600)
class PoisonTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return Poison.run(
                new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), args);
    }

    @Test
    void noDecoderThrowsWhateverComes() {
        assertThat(run("--per-decoder", "1000", "--seed", "4")).as("%s", out).isZero();
        assertThat(out.toString(UTF_8)).contains("no finding").contains("worker-lines");
    }

    @Test
    void everyImageEndsWithACauseAndHarmsNoOther() {
        assertThat(run("--images", "--seed", "1")).as("%s", out).isZero();
        assertThat(out.toString(UTF_8).lines().filter(it -> it.contains(" s  ")))
                .hasSizeGreaterThan(30);
    }

    @Test
    void aMessageIsMadeAgainByItsNumber() {
        var decoder =
                new Decoder(
                        "any",
                        new ByteDamage(java.util.List.of(Goods.sidecar())),
                        bytes -> {
                            throw new IllegalStateException("it was " + bytes.length);
                        });
        var all = new Trial(decoder, 9);
        var one = new Trial(decoder, 9);

        assertThat(all.run(0, 20).thrown()).isEqualTo(20);
        assertThat(one.message(17)).isEqualTo(all.message(17));
        assertThat(all.findings().get(0)).contains("threw").contains("--only any --at 0 --seed 9");
    }

    @Test
    void oneMessageIsTriedAloneByTheWordsThatAFindingGives() {
        assertThat(run("--only", "cancel", "--at", "3", "--seed", "4")).as("%s", err).isZero();
        assertThat(out.toString(UTF_8).lines())
                .anyMatch(line -> line.matches("cancel +1 +[01] +0 .*"));
    }

    @Test
    void aDecoderThatIsNoneIsRefusedWithThoseThatAre() {
        assertThat(run("--only", "nobody")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("--only nobody: there are next-visit, cancel");
    }
}
