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
    void anAsteroidIsMatchedWhenItsAlertNamesIt() {
        var truths =
                List.of(
                        moving("2026 WA1", 10),
                        moving("2026 WA1", 11),
                        moving("2026 WA1", 12),
                        moving("2026 WA1", 13));
        var alerts =
                List.of(
                        alert(1, 7, 10, 20, 0, 0x4B323657303141L), // K26W01A
                        alert(2, 7, 11, 20, 0, 0x4B323657303142L),
                        alert(3, 7, 12, 20, 3, 0));
        var score = Score.of(truths, alerts, 48);
        assertThat(score.movingHeld()).hasSize(4);
        assertThat(score.movingMatched()).isEqualTo(1);
        assertThat(score.held()).isEmpty();
    }

    @Test
    void rightAscensionIsComparedAcrossZero() {
        assertThat(Score.arcsec(359.9999, 0, 0.0001, 0)).isBetween(0.71, 0.73);
    }

    private static Injected truth(
            String id, double ra, double dec, Injected.Fate fate, double trackArcsec) {
        return truth(Injected.Kind.TRANSIENT, id, ra, dec, fate, trackArcsec);
    }

    private static Injected moving(String id, double ra) {
        return truth(Injected.Kind.ASTEROID, id, ra, 20, Injected.Fate.SEEN, 1e9);
    }

    private static Injected truth(
            Injected.Kind kind,
            String id,
            double ra,
            double dec,
            Injected.Fate fate,
            double trackArcsec) {
        return new Injected(
                kind,
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
        return alert(id, visit, ra, dec, object, 0);
    }

    private static AlertSeen alert(
            long id, long visit, double ra, double dec, long object, long body) {
        return new AlertSeen(
                id, visit, 3, object, body, 1, ra, dec, 20, 1000, 1, false, 0, 0, 0, 0, 100);
    }
}
