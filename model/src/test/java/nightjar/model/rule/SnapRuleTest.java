// SPDX-License-Identifier: Apache-2.0
package nightjar.model.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapRuleTest {

    private final SnapRule rule = new SnapRule(Duration.ofSeconds(20));

    @Test
    void waitsTwiceTheDurationAndTheImageTimeoutFromTheEndOfPreload() {
        var preloaded = Announced.ORDINARY.preloadedAt(1_000_000);

        assertThat(rule.deadlineMillis(preloaded)).isEqualTo(1_000_000 + 2 * 30_000 + 20_000);
    }

    @Test
    void neverWaitsForEverWhateverDurationIsAnnounced() {
        for (double strange :
                new double[] {-5, 1e300, Double.POSITIVE_INFINITY, Double.NaN, Double.MAX_VALUE}) {
            long wait = rule.deadlineMillis(Announced.ORDINARY.lasting(strange).preloadedAt(0));

            assertThat(wait).as("duration %s", strange).isBetween(20_000L, 4 * 3_600_000L + 20_000);
        }
    }

    @Test
    void isCompleteWithAsManyExposuresAsWereAnnounced() {
        var visit = Announced.ORDINARY.snaps(2).visit();

        assertThat(rule.complete(visit, 1)).isFalse();
        assertThat(rule.complete(visit, 2)).isTrue();
        assertThat(rule.complete(visit, 3)).isTrue();
        assertThat(rule.partial(visit, 1)).isTrue();
        assertThat(rule.partial(visit, 2)).isFalse();
    }

    @Test
    void isNeverCompleteNorPartialWhenTheNumberOfSnapsIsUnknown() {
        var visit = Announced.ORDINARY.snaps(0).visit();

        assertThat(rule.complete(visit, 0)).isFalse();
        assertThat(rule.complete(visit, 100)).isFalse();
        assertThat(rule.partial(visit, 1)).isFalse();
    }

    @Test
    void looksForEachAnnouncedSnapThatIsNotThere() {
        assertThat(rule.missing(3, Set.of(1))).containsExactly(0, 2);
        assertThat(rule.missing(2, Set.of(0, 1))).isEmpty();
        assertThat(rule.missing(2, Set.of(5))).containsExactly(0, 1);
    }

    @Test
    void looksForTheNextSnapWhenTheirNumberIsUnknown() {
        assertThat(rule.missing(0, Set.of())).containsExactly(0);
        assertThat(rule.missing(0, Set.of(0, 1))).containsExactly(2);
    }

    @Test
    void looksForNoMoreThanAHundredSnapsHoweverManyAreAnnounced() {
        assertThat(rule.missing(Integer.MAX_VALUE, List.of())).hasSize(100);
    }
}
