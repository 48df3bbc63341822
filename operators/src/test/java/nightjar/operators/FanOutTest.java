// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nightjar.model.Ending;
import nightjar.model.ExpectedVisit;
import nightjar.model.NextVisit;
import nightjar.model.UnwantedDetector;
import nightjar.model.VisitCanceled;
import nightjar.model.VisitDetector;
import nightjar.model.rule.FanOutRule;
import nightjar.model.rule.FanOutRule.Camera;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FanOutTest {

    private static final FanOutSettings SETTINGS =
            FanOutSettings.of(
                    "v7",
                    new FanOutRule(
                            Map.of(
                                    "LSSTCam",
                                    new Camera(List.of(2, 3, 5), Map.of(999, List.of(8))))));

    private static final VisitCanceled CANCELED = new VisitCanceled(Night.GROUP, 100_123);
    private static final long MEMORY = SETTINGS.memory().toMillis();

    private Played<String, NextVisit, VisitCanceled, ExpectedVisit> night;

    @BeforeEach
    void begin() throws Exception {
        night =
                new Played<>(
                        () -> new FanOut(SETTINGS),
                        NextVisit::group,
                        VisitCanceled::group,
                        Types.STRING);
    }

    @AfterEach
    void end() throws Exception {
        night.close();
    }

    @Test
    void expectsEachActiveDetectorOfAVisitAndStampsTheSettings() throws Exception {
        night.first(Night.visit(2));

        assertThat(night.out()).extracting(it -> it.key().detector()).containsExactly(2, 3, 5);
        assertThat(night.out())
                .allSatisfy(
                        it -> {
                            assertThat(it.settings()).isEqualTo("v7");
                            assertThat(it.fannedOutMillis()).isEqualTo(Night.START);
                            assertThat(it.visit()).isEqualTo(Night.visit(2));
                        });
        forgets(Night.START);
    }

    @Test
    void ignoresWhatIsNoObservationAndOtherCameras() throws Exception {
        night.first(Night.visit("", Night.GROUP, 2, Night.START));
        night.first(Night.visit("LATISS", Night.GROUP, 2, Night.START));

        assertThat(night.out()).isEmpty();
        assertThat(cancels()).isEmpty();
        night.holds(0, 0);
    }

    @Test
    void endsEveryDetectorOfAStaleAnnouncementAsIgnored() throws Exception {
        night.first(Night.visit("LSSTCam", Night.GROUP, 2, Night.START - 3_602_000));

        assertThat(night.out()).isEmpty();
        assertThat(cancels())
                .extracting(UnwantedDetector::ending)
                .containsOnly(Ending.IGNORED)
                .hasSize(3);
        assertThat(cancels().get(0).why()).startsWith("stale");
        forgets(Night.START);
    }

    @Test
    void expectsARepeatedAnnouncementOnce() throws Exception {
        night.first(Night.visit(2));
        night.first(Night.visit(2));

        assertThat(night.out()).hasSize(3);
    }

    @Test
    void aCancellationGoesToTheDetectorsThatTheVisitWentTo() throws Exception {
        night.first(Night.visit(2));
        night.second(CANCELED);
        night.second(CANCELED);

        assertThat(cancels()).extracting(it -> it.key().detector()).containsExactly(2, 3, 5);
        forgets(Night.START);
    }

    @Test
    void aCancellationThatComesFirstIsKeptForItsVisit() throws Exception {
        night.second(CANCELED);
        assertThat(cancels()).isEmpty();

        night.at(Night.START + 60_000);
        night.first(Night.visit(2));

        assertThat(night.out()).hasSize(3);
        assertThat(cancels()).extracting(it -> it.key().detector()).containsExactly(2, 3, 5);
        forgets(Night.START + 60_000);
    }

    @Test
    void aCancellationNobodyAnnouncedIsForgotten() throws Exception {
        night.second(CANCELED);

        forgets(Night.START);
        assertThat(cancels()).isEmpty();
    }

    @Test
    void remembersTheDetectorsOverARestart() throws Exception {
        night.first(Night.visit(2));

        night.restartAt(Night.START + 5_000);
        night.second(CANCELED);

        assertThat(cancels())
                .extracting(UnwantedDetector::key)
                .contains(new VisitDetector("LSSTCam", Night.GROUP, 5));
        forgets(Night.START + 5_000);
    }

    private List<UnwantedDetector> cancels() {
        return night.out(FanOut.CANCELS);
    }

    private void forgets(long lastMillis) throws Exception {
        night.at(lastMillis + MEMORY);

        night.holds(0, 0);
    }
}
