// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import nightjar.job.simulate.runtime.Shape;
import nightjar.job.simulate.world.Breakage;
import nightjar.job.simulate.world.Disturbance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The nights are those of {@code ./nightjar simulate}; a seed that fails here fails there. */
@Timeout(900)
class SimulationTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void aThousandNightsKeepEveryPromise() throws Exception {
        assertThat(simulate(1, 1000, Breakage.NONE, false)).as("%s", said).isZero();
    }

    @Test
    void aNightKeepsEveryPromiseWhereverInItTheProcessDies() throws Exception {
        assertThat(simulate(4, 4, Breakage.NONE, true)).as("%s", said).isZero();
    }

    @Test
    void afterAnOutageWhatHasExpiredIsIgnoredAndTheRestKeepsEveryPromise() throws Exception {
        var simulate = new Simulate(new PrintStream(said, true, StandardCharsets.UTF_8));
        simulate.seeds = new Seeds(151, 200);
        simulate.backlog = true;
        assertThat(simulate.call()).as("%s", said).isZero();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aBrokenCommitIsSeen(Breakage breakage) throws Exception {
        assertThat(simulate(1, 40, breakage, false)).as("%s", said).isEqualTo(1);
    }

    /** Nor does it matter how many graphs were described before in this JVM. */
    @Test
    void aSeedPlaysTheSameNightAgain() {
        var first = play(Simulate.shape(77));
        assertThat(first.alerts()).isPositive();
        assertThat(first.trace()).isNotEmpty();
        for (int graphs = 0; graphs < 8; graphs++) {
            var again = play(Simulate.shape(77));
            assertThat(again.trace()).isEqualTo(first.trace());
            assertThat(again.digest()).isEqualTo(first.digest());
        }
    }

    private static Simulation.Outcome play(Shape shape) {
        return Simulation.play(shape, 77, 5, Disturbance.of(5), Breakage.NONE);
    }

    private int simulate(long first, long last, Breakage breakage, boolean everyEffect)
            throws Exception {
        var simulate = new Simulate(new PrintStream(said, true, StandardCharsets.UTF_8));
        simulate.seeds = new Seeds(first, last);
        simulate.breakage = breakage;
        simulate.everyEffect = everyEffect;
        int code = simulate.call();
        System.out.println(said.toString(StandardCharsets.UTF_8));
        return code;
    }
}
