// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import nightjar.job.config.ConfigurationException;
import nightjar.model.ids.DiaSourceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {

    @Test
    void aNightIsTheVisitsOfItsObservingDay() {
        var day = LocalDate.of(2026, 11, 20);
        var night = Scope.nights(day, day);
        assertThat(night).isEqualTo(new Scope(2026112000000L, 2026112099999L));
        assertThat(night).hasToString("night 2026-11-20");
        assertThat(night.beginMjdTai()).as("noon of 2026-11-20").isEqualTo(61_364.5);
        assertThat(night.endMjdTai()).isEqualTo(61_365.5);
    }

    @Test
    void visitsAreARangeOrOne() {
        assertThat(Scope.visits("2026112000003..2026112000007").contains(2026112000007L)).isTrue();
        assertThat(Scope.visits("2026112000003"))
                .isEqualTo(new Scope(2026112000003L, 2026112000003L));
    }

    @Test
    void aNightsIdsReachFromItsFirstVisitToItsLast() {
        var day = LocalDate.of(2026, 11, 20);
        var night = Scope.nights(day, day);
        assertThat(DiaSourceId.pack(1, 2026112000000L, 0, 1))
                .isBetween(night.leastId(1), night.greatestId(1));
        assertThat(DiaSourceId.pack(1, 2026112032767L, 255, DiaSourceId.MAX_COUNTER))
                .isEqualTo(night.greatestId(1));
        assertThat(DiaSourceId.pack(1, 2026112100000L, 0, 0)).isGreaterThan(night.greatestId(1));
        assertThat(DiaSourceId.pack(1, 2026111932767L, 255, 9)).isLessThan(night.leastId(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12",
                "2026112000003..",
                "2026112000009..2026112000001",
                "2026139900001",
                "1999120100001",
                "0000000000000",
                "2026112000003..2026112000007..2026112000009"
            })
    void whatIsNoRangeIsRefusedInWords(String text) {
        assertThatThrownBy(() -> Scope.visits(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("visit");
    }
}
