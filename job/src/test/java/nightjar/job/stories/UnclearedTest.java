// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnclearedTest {

    @Test
    void aForcedSourceOfTheSameNumberIsNoSourceButAnyOtherMentionIs() {
        var text =
                Uncleared.withoutForced(
                        List.of("{diaForcedSourceId=77, ra=2.5}", "{diaObjectId=78, x=1}"));
        assertThat(text).doesNotContain("77").contains("ra=2.5").contains("diaObjectId=78");
    }
}
