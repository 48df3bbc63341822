// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import nightjar.model.Committed;
import nightjar.model.DiaCounts;
import nightjar.model.Ended;
import nightjar.model.Ending;
import nightjar.model.ExpectedVisit;
import nightjar.model.Loss;
import nightjar.operators.placement.DetectorKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountTest {

    private static final AccountSettings SETTINGS =
            new AccountSettings(Duration.ofHours(16), Duration.ofHours(20));
    private static final long BACKSTOP = SETTINGS.backstop().toMillis();
    private static final long TOMBSTONE = SETTINGS.tombstone().toMillis();

    private Played<DetectorKey, ExpectedVisit, Ended, Ended> night;

    @BeforeEach
    void begin() throws Exception {
        night =
                new Played<>(
                        () -> new Account(SETTINGS),
                        expected -> DetectorKey.of(expected.key()),
                        ended -> DetectorKey.of(ended.key()),
                        DetectorKey.TYPE);
    }

    @AfterEach
    void end() throws Exception {
        night.close();
    }

    @Test
    void writesTheEndOfWhatWasExpectedWithItsAnnouncement() throws Exception {
        night.first(Night.expected(4, 2));
        night.second(failed(4, "difference"));

        var entry = night.out().get(0);
        assertThat(entry.stage()).isEqualTo("difference");
        assertThat(entry.announcedMillis()).isEqualTo(Night.START);
        forgets(Night.START);
    }

    @Test
    void theFirstEndCountsAndASecondIsDropped() throws Exception {
        night.first(Night.expected(4, 2));
        night.second(failed(4, "difference"));
        night.second(failed(4, "clear"));

        assertThat(night.out()).extracting(Ended::stage).containsExactly("difference");
    }

    @Test
    void anEndMayComeBeforeItsExpectationOrWithoutOne() throws Exception {
        night.second(failed(4, "fan-out"));
        night.first(Night.expected(4, 2));
        night.second(failed(5, "await-snaps"));

        assertThat(night.out())
                .extracting(Ended::key)
                .containsExactly(Night.detector(4), Night.detector(5));
        night.at(Night.START + BACKSTOP);
        assertThat(night.out()).hasSize(2);
        forgets(Night.START);
    }

    @Test
    void endsItselfWhatNoStageEnded() throws Exception {
        night.first(Night.expected(4, 2));
        night.at(Night.START + BACKSTOP - 1);
        assertThat(night.out()).isEmpty();

        night.at(Night.START + BACKSTOP);

        var entry = night.out().get(0);
        assertThat(entry.ending()).isEqualTo(Ending.FAILED);
        assertThat(entry.stage()).isEqualTo("account");
        assertThat(entry.why()).startsWith("unaccounted");
        forgets(Night.START + BACKSTOP);
    }

    @Test
    void aLongDowntimeIsNoReasonToEndWhatIsStillInFlight() throws Exception {
        night.first(Night.expected(4, 2));
        long up = Night.START + BACKSTOP + 3_600_000;

        night.restartAt(up);
        night.at(up);
        assertThat(night.out()).isEmpty();
        night.second(failed(4, "commit"));

        assertThat(night.out()).extracting(Ended::stage).containsExactly("commit");
        forgets(up);
    }

    @Test
    void keepsExpectationsOverARestart() throws Exception {
        night.first(Night.expected(4, 2));
        night.second(failed(5, "difference"));

        night.restartAt(Night.START + 1000);
        night.second(failed(4, "difference"));
        night.second(failed(5, "clear"));

        assertThat(night.out()).extracting(Ended::key).containsExactly(Night.detector(4));
    }

    @Test
    void aCommitEndsHappilyWithOrWithoutAlerts() {
        assertThat(Account.happily(committed(3)))
                .satisfies(
                        it -> {
                            assertThat(it.ending()).isEqualTo(Ending.ALERTED);
                            assertThat(it.alerts()).isEqualTo(3);
                            assertThat(it.visit()).isEqualTo(2_026_112_000_001L);
                        });
        assertThat(Account.happily(committed(0)).ending()).isEqualTo(Ending.EMPTY);
    }

    @Test
    void whatAHappyEndWasMadeWithoutStandsInItsEntry() {
        var whole = committed(3);
        var less =
                new Committed(
                        whole.key(),
                        whole.visit(),
                        whole.plan(),
                        whole.alerts(),
                        whole.readoutEndMillis(),
                        whole.arrivedMillis(),
                        "without Solar System objects: MPSky answered 500",
                        DiaCounts.NONE,
                        17,
                        "LSSTCam/earlier/4 of visit 2026112000011");

        assertThat(Account.happily(less).ending()).isEqualTo(Ending.ALERTED);
        assertThat(Account.happily(less).why()).endsWith("MPSky answered 500");
        assertThat(Account.happily(less).announcedMillis()).isEqualTo(17);
        assertThat(Account.happily(less).orderGivenUp()).contains("earlier/4");
        assertThat(Account.happily(whole).why()).isEmpty();
        assertThat(Account.happily(whole).orderGivenUp()).isEmpty();
    }

    private static Committed committed(int alerts) {
        return Night.committed(4, alerts);
    }

    private static Ended failed(int detector, String stage) {
        return Ended.lost(Night.detector(detector), stage, Loss.failed("broken"), Night.START);
    }

    private void forgets(long endedMillis) throws Exception {
        night.at(endedMillis + TOMBSTONE);

        night.holds(0, 0);
    }
}
