// SPDX-License-Identifier: Apache-2.0
package nightjar.model.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import nightjar.model.Cause;
import nightjar.model.ExpectedVisit;
import nightjar.model.Loss;
import nightjar.model.RotationSystem;
import nightjar.model.rule.PipelinesRule.Node;
import nightjar.model.rule.PipelinesRule.Place;
import nightjar.model.sky.SkyPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelinesRuleTest {

    private static final SkyArea SOUTH = new SkyArea.DecRange(-90, 0);

    @Test
    void anEmptyListMeansThatTheVisitIsIgnored() {
        var rule = new PipelinesRule(List.of(node(List.of("BLOCK-407"), List.of(), List.of())));
        assertThat(rule.pipelines(expected(), none -> Optional.empty()).asValue())
                .contains(List.of());
        var loss = rule.mainPipelines(expected(), none -> Optional.empty()).asLoss();
        assertThat(loss.map(Loss::cause)).contains(Cause.IGNORABLE);
        assertThat(loss.map(Loss::why).orElse("")).contains("BLOCK-407");
    }

    @Test
    void noNodeAtAllIsAMistakeOfTheConfiguration() {
        var rule = new PipelinesRule(List.of(node(List.of(""), List.of(), List.of("a"))));
        var loss = rule.mainPipelines(expected(), none -> Optional.empty()).asLoss();
        assertThat(loss.map(Loss::cause)).contains(Cause.INVALID);
        assertThatThrownBy(() -> new PipelinesRule(List.of())).hasMessageContaining("one node");
    }

    @Test
    void aDetectorWhoseRegionIsUnknownIsAMistake() {
        var rule = new PipelinesRule(List.of(node(List.of(), List.of(SOUTH), List.of("a"))));
        var loss = rule.pipelines(expected(), none -> Optional.empty()).asLoss();
        assertThat(loss.map(Loss::why).orElse("")).contains("geometry");
        assertThat(loss.map(Loss::cause)).contains(Cause.INVALID);
    }

    @Test
    void theDetectorsPlaceIsTheMiddleOfItsRegionAcrossRightAscensionZero() {
        var corners = Optional.of(List.of(359.9, -1.0, 0.3, -1.0, 0.3, 1.0, 359.9, 1.0));
        var east = new SkyArea.RaRange(0.05, 0.15);
        var rule = new PipelinesRule(List.of(node(List.of(), List.of(east), List.of("a"))));
        assertThat(rule.pipelines(expected(), any -> corners).asValue()).contains(List.of("a"));
    }

    @Test
    void ofSeveralAreasThePlaceMustLieInAll() {
        var north = new SkyArea.DecRange(0.5, 90);
        var corners = Optional.of(List.of(10.0, -1.0, 12.0, -1.0, 12.0, -3.0, 10.0, -3.0));
        for (var areas : List.of(List.of(SOUTH, north), List.of(north, SOUTH))) {
            var rule = new PipelinesRule(List.of(node(List.of(), areas, List.of("a"))));
            assertThat(rule.pipelines(expected(), any -> corners).isDone()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10, 20, 10, true",
        "10, 20, 20, true",
        "10, 20, 20.1, false",
        "350, 10, 0, true",
        "350, 10, 180, false",
        "-10, 10, 355, true",
        "0, 360, 123, true",
        "270, 360, 0, true",
        "270, 0, 10, false"
    })
    void rightAscensionsGoRound(double min, double max, double ra, boolean inside) {
        assertThat(new SkyArea.RaRange(min, max).contains(new SkyPosition(ra, 0)))
                .isEqualTo(inside);
    }

    @Test
    void declinationsHaveBothEnds() {
        var range = new SkyArea.DecRange(-100, -20);
        assertThat(range.contains(new SkyPosition(1, -20))).isTrue();
        assertThat(range.contains(new SkyPosition(1, -19.99))).isFalse();
        assertThatThrownBy(() -> new SkyArea.DecRange(5, 5)).hasMessageContaining("min");
    }

    private static Node node(List<String> surveys, List<SkyArea> areas, List<String> pipelines) {
        return new Node(surveys, Place.DETECTOR, areas, pipelines);
    }

    private static ExpectedVisit expected() {
        return Announced.ORDINARY.turned(RotationSystem.SKY, 10).preloadedAt(0).expected();
    }
}
