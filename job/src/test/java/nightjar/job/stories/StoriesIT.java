// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One story of many, whole: real processes, and one of them killed. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class StoriesIT {

    private static final long SEED = 7;

    @Test
    void aTaskManagerKilledWhileItWorksLosesAndDoublesNothing() throws Exception {
        var story = Catalogue.named(List.of("kill-taskmanager-at-difference")).get(0);
        try (var house = Playhouse.open(SEED, line -> {})) {
            var row = house.play(story);
            assertThat(row.why()).as("seed " + SEED).isEmpty();
            assertThat(row.identical()).isTrue();
            assertThat(row.pid()).isPositive();
            assertThat(row.recoverySeconds()).isPresent();
        }
    }
}
