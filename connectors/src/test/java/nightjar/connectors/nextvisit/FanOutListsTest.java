// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.nextvisit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightjar.connectors.testing.Cases;
import nightjar.model.Loss;
import nightjar.model.rule.FanOutRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FanOutListsTest {

    @Test
    void theSitesListsLieOverTheCharts() {
        var rule =
                read(
                        "instruments: ''\ndetectorConfig: {A: {0: true, 1: true, 2: false}}",
                        "instruments: A\ndetectorConfig: {A: {1: false}}");
        assertThat(rule.cameras()).containsOnlyKeys("A");
        assertThat(camera(rule, "A").active()).containsExactly(0);
    }

    @Test
    void testListsAreServedForCamerasThatAreNot() {
        var rule =
                read(
                        """
                        instruments: A
                        detectorConfig:
                          A: &all {0: true, 1: true}
                          A-TEST-2026010100039: {1: true}
                          HSC: *all
                          HSC-TEST-59134: {0: true}
                          B: *all
                        """);
        assertThat(rule.cameras()).containsOnlyKeys("A", "HSC");
        assertThat(camera(rule, "A").tests()).isEqualTo(Map.of(2026010100039L, List.of(1)));
        assertThat(camera(rule, "HSC").active()).isEmpty();
        assertThat(camera(rule, "HSC").tests())
                .isEqualTo(Map.of(999L, List.of(0, 1), 59134L, List.of(0)));
    }

    @Test
    void productionHas172DetectorsOf189() throws Exception {
        var chart = Files.readString(Cases.file("rubin/phalanx/next-visit-fan-out.values.yaml"));
        var site = Files.readString(Cases.file("rubin/phalanx/next-visit-fan-out.prod.yaml"));
        var camera = camera(read(chart, site), "LSSTCam");
        assertThat(camera.active()).hasSize(172).doesNotContain(0, 122, 188).contains(78, 121);
        assertThat(camera.tests()).hasSize(5);
        var dev = Files.readString(Cases.file("rubin/phalanx/next-visit-fan-out.dev.yaml"));
        assertThat(camera(read(chart, dev), "HSC").active()).hasSize(103);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "- a",
                "instruments: A",
                "{instruments: A, detectorConfig: {A: 5}}",
                "{instruments: A, detectorConfig: {A: {0: maybe}}}",
                "{instruments: A, detectorConfig: {A: {R22: true}}}",
                "{instruments: A, detectorConfig: {A: {0: true, 0: false}}}",
                "&a [{b: *a}]",
                "!!set a: {0: true}",
                "{instruments: A, detectorConfig: {A: &a {0: [*a]}}}"
            })
    void whatIsNoListIsRefused(String yaml) {
        var loss = FanOutLists.read(List.of(yaml)).asLoss().map(Loss::why).orElse("read");
        assertThat(loss).startsWith("the fan-out's detector lists cannot be read");
    }

    private static FanOutRule.Camera camera(FanOutRule rule, String instrument) {
        return Optional.ofNullable(rule.cameras().get(instrument)).orElseThrow();
    }

    private static FanOutRule read(String... values) {
        return FanOutLists.read(List.of(values)).asValue().orElseThrow();
    }
}
