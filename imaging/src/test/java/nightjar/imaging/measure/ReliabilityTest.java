// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReliabilityTest {

    /** A clean, isolated point source of ten sigma on empty sky. */
    private static EnumMap<Feature, Double> clean() {
        var values = new EnumMap<Feature, Double>(Feature.class);
        for (Feature f : Feature.values()) {
            values.put(f, f.isSignificance() ? Math.log(10) : f.rises() ? 1.0 : 0.0);
        }
        return values;
    }

    @Test
    void aCleanSourceOfTenSigmaIsReliable() {
        assertThat(Reliability.of(new Features(clean())).value()).isGreaterThan(0.9);
    }

    @Test
    void aSharpOneIsARay() {
        var ray = clean();
        ray.put(Feature.SHARPNESS, 2.0);
        ray.put(Feature.RAY_SHARPNESS, 2.5);

        var judged = Reliability.of(new Features(ray));

        assertThat(judged.value()).isLessThan(0.5);
        assertThat(judged.weakest()).isIn(Feature.SHARPNESS, Feature.RAY_SHARPNESS);
    }

    @Test
    void aFaintOneOnEmptySkyIsInsignificantAndInNoGlow() {
        var faint = clean();
        faint.replaceAll((f, v) -> f.isSignificance() ? Math.log(3) : v);

        assertThat(Reliability.of(new Features(faint)).weakest()).isEqualTo(Feature.SIGNIFICANCE);
    }

    @ParameterizedTest
    @EnumSource(Feature.class)
    void noFeatureEverSpeaksAgainstItsMeaning(Feature f) {
        var heights = ReliabilityModel.fitted().curve(f).heights();
        for (int k = 1; k < heights.size(); k++) {
            double step = heights.get(k) - heights.get(k - 1);
            assertThat(f.rises() ? step : -step).isGreaterThanOrEqualTo(0);
        }
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        var model = ReliabilityModel.fitted();

        assertThat(ReliabilityModel.of(model.json())).isEqualTo(model);
    }

    @Test
    void aCurveIsStraightBetweenItsKnotsAndLevelBeyond() {
        var curve = new Curve(List.of(1.0, 2.0, 4.0), List.of(0.0, 3.0, 4.0));

        assertThat(curve.at(0)).isEqualTo(0);
        assertThat(curve.at(1.5)).isCloseTo(1.5, within(1e-12));
        assertThat(curve.at(3)).isCloseTo(3.5, within(1e-12));
        assertThat(curve.at(9)).isEqualTo(4);
    }
}
