// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import nightjar.model.sky.SkyPosition;
import org.junit.jupiter.api.Test;

class RulesTest {

    @Test
    void theClosestPredictionWinsTheSource() {
        DiaSource source = Sky.source(1, 0);
        DiaSource other = Sky.source(2, 0.9);
        Map<Long, Long> matched =
                SolarSystemMatch.match(
                        List.of(prediction(71, 0.3), prediction(72, 0.1), prediction(73, 5)),
                        List.of(source, other));
        // 71 proposes only its nearest, which 72 takes.
        assertThat(matched).isEqualTo(Map.of(1L, 72L));
    }

    @Test
    void forcingNeedsTwoGoodSources() {
        DiaSource good = Sky.source(1, 0);
        assertThat(ForcedSelection.qualifies(2, List.of(good, good))).isTrue();
        assertThat(ForcedSelection.qualifies(1, List.of(good, good))).isFalse();
        assertThat(ForcedSelection.qualifies(2, List.of(good))).isFalse();
        for (DiaSource bad :
                List.of(
                        good.with("reliability", 0.49),
                        good.with("reliability", Double.NaN),
                        good.with("trailLength", 1.5),
                        good.with("trailLength", Double.NaN),
                        good.with("glint_trail", true),
                        good.with("isDipole", true),
                        new DiaSource(good.columns().without("isDipole")))) {
            assertThat(ForcedSelection.qualifies(5, List.of(good, bad))).as("%s", bad).isFalse();
        }
    }

    @Test
    void columnsCompareByContentAndAreOrderedByName() {
        Columns a = Columns.EMPTY.with("y", 2L).with("x", 1.5);
        Columns b = new Columns(Map.of("y", 2L, "x", 1.5));
        assertThat(a).isEqualTo(b).hasSameHashCodeAs(b);
        assertThat(a.values().keySet()).containsExactly("x", "y");
        assertThat(a.with("x", 3.0).number("x")).isEqualTo(3);
        assertThat(a.number("x")).as("rows do not change").isEqualTo(1.5);
        assertThat(a.without("x")).isEqualTo(new Columns(Map.of("y", 2L)));
        assertThat(a.and(new Columns(Map.of("x", 7, "z", true))))
                .isEqualTo(new Columns(Map.of("x", 7, "y", 2L, "z", true)));
        assertThat(Layout.of(List.of("z", "y", "x")).row(a.values())).isEqualTo(a);
    }

    @Test
    void columnsRefuseWhatNoTableHolds() {
        assertThatThrownBy(() -> Columns.EMPTY.with("x", new Object()))
                .hasMessageContaining("column x holds a Object");
        assertThatThrownBy(() -> Layout.of(List.of("x")).row(Map.of("y", 1)))
                .hasMessageContaining("no column y in [x]");
    }

    @Test
    void aRowWithoutItsIdIsRefused() {
        assertThatThrownBy(() -> new DiaSource(Columns.EMPTY))
                .hasMessageContaining("DiaSource without diaSourceId");
        assertThatThrownBy(() -> new DiaObject(Columns.EMPTY.with("diaObjectId", 1L)))
                .hasMessageContaining("DiaObject without ra");
    }

    private static SolarSystemMatch.Prediction prediction(long id, double north) {
        return new SolarSystemMatch.Prediction(id, new SkyPosition(Sky.RA, Sky.DEC + north / 3600));
    }
}
