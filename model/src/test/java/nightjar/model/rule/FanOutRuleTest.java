// SPDX-License-Identifier: Apache-2.0
package nightjar.model.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nightjar.model.Cause;
import nightjar.model.Loss;
import nightjar.model.NextVisit;
import nightjar.model.rule.FanOutRule.Camera;
import org.junit.jupiter.api.Test;

class FanOutRuleTest {

    private final FanOutRule rule =
            new FanOutRule(
                    Map.of(
                            "LSSTCam",
                            new Camera(List.of(5, 3, 3, 4), Map.of(2_026_010, List.of(9))),
                            "HSC",
                            new Camera(List.of(), Map.of(999, List.of(0, 1)))));

    @Test
    void sendsAVisitToTheActiveDetectorsInOrderAndOnce() {
        assertThat(rule.detectors(from("LSSTCam", 1)).asValue()).contains(List.of(3, 4, 5));
    }

    @Test
    void sendsATestVisitToItsOwnDetectors() {
        assertThat(rule.detectors(from("LSSTCam", 2_026_010)).asValue()).contains(List.of(9));
    }

    @Test
    void servesACameraThatHasOnlyTestVisitsForThoseOnly() {
        assertThat(rule.detectors(from("HSC", 999)).asValue()).contains(List.of(0, 1));
        assertThat(ignored(from("HSC", 1)).why()).startsWith("unsupported instrument HSC");
    }

    @Test
    void ignoresWhatIsNoObservationOrAnotherCameras() {
        assertThat(ignored(from("", 1)).why()).startsWith("empty instrument");
        assertThat(ignored(from("LATISS", 2)).why())
                .startsWith("unsupported instrument LATISS, salIndex 2");
    }

    @Test
    void aRerunGoesToTheDetectorsOfItsGroupsAndToNoOthers() {
        var visit = from("LSSTCam", 1);
        var again = rule.only(Map.of(visit.group(), List.of(7), "another", List.of(8)));
        assertThat(again.detectors(visit).asValue()).contains(List.of(7));
        assertThat(rule.only(Map.of("another", List.of(8))).detectors(visit).isDone()).isFalse();
    }

    private Loss ignored(NextVisit visit) {
        var loss = rule.detectors(visit).asLoss().orElseThrow();
        assertThat(loss.cause()).isEqualTo(Cause.IGNORABLE);
        return loss;
    }

    private static NextVisit from(String instrument, int salIndex) {
        return Announced.ORDINARY.from(instrument, salIndex).visit();
    }
}
