// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnclearedTest {

    @Test
    void aForcedSourceOfTheSameNumberIsNoSourceButAnyOtherMentionIs() {
        var text =
                Uncleared.withoutForced(
                        List.of("{diaForcedSourceId=77, ra=2.5}", "{diaObjectId=78, x=1}"));
        assertThat(text).doesNotContain("77").contains("ra=2.5").contains("diaObjectId=78");
    }

    @Test
    void aStarThatWasClearedInAnotherVisitIsNotTheOneThatWasNot() {
        var position = List.of("62.1034557812", "-26.9785229041");
        var here = Map.of("table", "{ra=62.1034557812, dec=-26.9785229041}");
        var near = Map.of("table", "{ra=62.1034556901, dec=-26.9785221177}");
        var log = Map.of("log", "source at 62.103 -26.978522 dropped");

        assertThat(Uncleared.told(99001, position, here, Uncleared.KEPT)).hasSize(2);
        assertThat(Uncleared.told(99001, position, near, Uncleared.KEPT)).isEmpty();
        assertThat(Uncleared.told(99001, position, log, Uncleared.WRITTEN))
                .containsExactly("log tells -26.978522 of a source never cleared");
        assertThat(Uncleared.told(99001, position, Map.of("x", "id 99001"), Uncleared.KEPT))
                .hasSize(1);
    }
}
