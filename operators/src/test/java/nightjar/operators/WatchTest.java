// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nightjar.model.Loss;
import nightjar.model.Preloaded;
import nightjar.model.PresenceQuestion;
import nightjar.model.Raw;
import nightjar.operators.placement.DetectorKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchTest {

    /** 2 x 30 s + 120 s from the end of preload, one second after the start. */
    private static final long DEADLINE = Night.START + 1_000 + 180_000;

    private Played<DetectorKey, Preloaded, Raw, PresenceQuestion> night;

    @BeforeEach
    void begin() throws Exception {
        night =
                new Played<>(
                        () -> new Watch(WatchSettings.DEFAULT),
                        preloaded -> DetectorKey.of(preloaded.key()),
                        raw -> DetectorKey.of(raw.key()),
                        DetectorKey.TYPE);
    }

    @AfterEach
    void end() throws Exception {
        night.close();
    }

    @Test
    void asksForEverySnapAtTheEndOfPreloadAndThenForWhatIsMissing() throws Exception {
        night.first(Night.preloaded(4, 2));
        assertThat(snaps()).containsExactly(0, 1);
        assertThat(night.out().get(0))
                .isEqualTo(new PresenceQuestion(Night.detector(4), 0, DEADLINE));

        night.second(Night.raw(4, 0));
        night.at(Night.START + 10_000);
        assertThat(snaps()).containsExactly(0, 1, 1);
    }

    @Test
    void asksNoMoreWhenAllSnapsAreThere() throws Exception {
        night.first(Night.preloaded(4, 2));
        night.second(Night.raw(4, 0));
        night.second(Night.raw(4, 1));

        night.holds(0, 0);
        night.at(DEADLINE);
        assertThat(snaps()).hasSize(2);
    }

    @Test
    void asksNothingForSnapsThatCameBeforeTheAnnouncement() throws Exception {
        night.second(Night.raw(4, 0));
        night.first(Night.preloaded(4, 1));

        assertThat(snaps()).isEmpty();
        night.holds(0, 0);
    }

    @Test
    void asksForTheNextSnapWhenTheirNumberIsUnknown() throws Exception {
        night.first(Night.preloaded(4, 0));
        night.second(Night.raw(4, 0));
        night.at(Night.START + 10_000);

        assertThat(snaps()).containsExactly(0, 1);
    }

    @Test
    void asksALastTimeJustBeforeTheDeadlineAndThenForgets() throws Exception {
        night.first(Night.preloaded(4, 1));
        for (long now = Night.START; now <= DEADLINE - 5_000; now += 1_000) {
            night.at(now);
        }

        assertThat(snaps()).hasSize(1 + 17 + 1);
        night.holds(0, 0);
    }

    @Test
    void asksFirstAfterADowntimeInWhichTheDeadlinePassed() throws Exception {
        night.first(Night.preloaded(4, 1));

        night.restartAt(DEADLINE + 600_000);
        night.at(DEADLINE + 600_000);

        assertThat(snaps()).containsExactly(0);
        night.holds(0, 0);
    }

    @Test
    void asksNothingForWhatIsUnwanted() throws Exception {
        night.first(Preloaded.refused(Night.expected(4, 1), Loss.ignored("unwanted"), Night.START));

        assertThat(snaps()).isEmpty();
    }

    @Test
    void forgetsARawThatNobodyAnnounces() throws Exception {
        night.second(Night.raw(4, 0));

        night.at(Night.START + WatchSettings.DEFAULT.memory().toMillis());

        night.holds(0, 0);
    }

    private List<Integer> snaps() {
        return night.out().stream().map(PresenceQuestion::snap).toList();
    }
}
