// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nightjar.sandbox.sky.Injected;
import org.junit.jupiter.api.Test;

class ScoreTest {

    private static final double ARCSEC = 1 / 3600.0;

    @Test
    void anAlertWithinAnArcsecondOfItsOwnVisitAndDetectorFindsATruth() {
        var score =
                Score.of(
                        List.of(truth("T1", 10, 20, Injected.Fate.SEEN, 1e9)),
                        List.of(alert(1, 7, 10, 20 + 0.5 * ARCSEC, 3)),
                        48);
        assertThat(score.recallSnr10()).isEqualTo(1.0);
        assertThat(score.unmatched()).isEmpty();
    }

    @Test
    void anAlertTooFarAwayIsUnmatchedAndTheTruthMissed() {
        var score =
                Score.of(
                        List.of(truth("T1", 10, 20, Injected.Fate.SEEN, 1e9)),
                        List.of(alert(1, 7, 10, 20 + 1.5 * ARCSEC, 3)),
                        48);
        assertThat(score.recallSnr10()).isZero();
        assertThat(score.unmatched()).hasSize(1);
        assertThat(score.fair().get(0).reason()).isNotEmpty();
    }

    @Test
    void whatSattleWithholdsOrAFileLostIsNoMiss() {
        var score =
                Score.of(
                        List.of(
                                truth("T1", 10, 20, Injected.Fate.LOST, 1e9),
                                truth("T2", 11, 20, Injected.Fate.SEEN, 10)),
                        List.of(),
                        48);
        assertThat(score.fair()).isEmpty();
        assertThat(score.excused()).hasSize(2);
        assertThat(score.recallSnr10()).isNaN();
    }

    @Test
    void oneTransientUnderTwoObjectsIsTold() {
        var score =
                Score.of(
                        List.of(
                                truth("T1", 10, 20, Injected.Fate.SEEN, 1e9),
                                truth("T1", 10, 20, Injected.Fate.SEEN, 1e9)),
                        List.of(alert(1, 7, 10, 20, 3), alert(2, 7, 10, 20, 4)),
                        48);
        assertThat(score.splitObjects()).containsOnlyKeys("T1");
    }

    @Test
    void rightAscensionIsComparedAcrossZero() {
        assertThat(Score.arcsec(359.9999, 0, 0.0001, 0)).isBetween(0.71, 0.73);
    }

    private static Injected truth(
            String id, double ra, double dec, Injected.Fate fate, double trackArcsec) {
        return new Injected(
                Injected.Kind.TRANSIENT,
                id,
                ra,
                dec,
                7,
                3,
                100,
                100,
                1000,
                24,
                20,
                0,
                false,
                false,
                trackArcsec,
                fate);
    }

    private static AlertSeen alert(long id, long visit, double ra, double dec, long object) {
        return new AlertSeen(
                id, visit, 3, object, 1, ra, dec, 20, 1000, 1, false, 0, 0, 0, 0, 100);
    }
}
