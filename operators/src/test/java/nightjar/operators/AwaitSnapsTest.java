// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import static org.assertj.core.api.Assertions.assertThat;

import nightjar.model.Ended;
import nightjar.model.Ending;
import nightjar.model.Raw;
import nightjar.model.UnwantedDetector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AwaitSnapsTest {

    /** 2 x 30 s + 120 s from the end of preload, one second after the start. */
    private static final long DEADLINE = Night.START + 1_000 + 180_000;

    private final Waiting night;

    AwaitSnapsTest() throws Exception {
        night = new Waiting();
    }

    @AfterEach
    void end() throws Exception {
        night.close();
    }

    @Test
    void releasesWhenTheLastAnnouncedSnapComes() throws Exception {
        night.announce(Night.preloaded(4, 2));
        night.arrive(Night.raw(4, 0));
        assertThat(night.out()).isEmpty();

        night.arrive(Night.raw(4, 1));

        var ready = night.out().get(0);
        assertThat(ready.raws()).extracting(Raw::snap).containsExactly(0, 1);
        assertThat(ready.partial()).isFalse();
        assertThat(ready.readyMillis()).isEqualTo(Night.raw(4, 1).seenMillis());
        night.endsWithOnlyTombstones(1, Night.START);
    }

    @Test
    void releasesWhenTheAnnouncementComesLast() throws Exception {
        night.arrive(Night.raw(4, 1));
        night.arrive(Night.raw(4, 0));
        assertThat(night.out()).isEmpty();

        night.announce(Night.preloaded(4, 2));

        assertThat(night.out().get(0).raws()).extracting(Raw::snap).containsExactly(0, 1);
        night.endsWithOnlyTombstones(1, Night.START);
    }

    @Test
    void keepsDetectorsApart() throws Exception {
        night.announce(Night.preloaded(4, 1));
        night.announce(Night.preloaded(5, 1));

        night.arrive(Night.raw(5, 0));

        assertThat(night.out()).extracting(it -> it.key().detector()).containsExactly(5);
    }

    @Test
    void takesADuplicateOnceWhetherItComesBeforeOrAfterTheRelease() throws Exception {
        night.announce(Night.preloaded(4, 2));
        night.arrive(Night.raw(4, 0));
        night.arrive(Night.raw(4, 0));
        assertThat(night.out()).isEmpty();
        night.arrive(Night.raw(4, 1));
        night.arrive(Night.raw(4, 1));

        assertThat(night.out()).hasSize(1);
        assertThat(night.lost()).isEmpty();
        night.endsWithOnlyTombstones(1, Night.START);
    }

    @Test
    void goesOnWithAPartOfTheSnapsWhenTimeIsUp() throws Exception {
        night.announce(Night.preloaded(4, 2));
        night.arrive(Night.raw(4, 1));

        night.at(DEADLINE - 1);
        assertThat(night.out()).isEmpty();
        night.at(DEADLINE);

        var ready = night.out().get(0);
        assertThat(ready.partial()).isTrue();
        assertThat(ready.visit()).isEqualTo(Night.raw(4, 1).exposure());
        night.endsWithOnlyTombstones(1, DEADLINE);
    }

    @Test
    void aStaleVisitTakesItsImagesWithItWhetherTheyComeBeforeOrAfter() throws Exception {
        long fannedOut = Night.START + 1_000;
        var key = Night.detector(4);
        night.arrive(Night.raw(4, 0));
        night.unwanted(new UnwantedDetector(key, Ending.IGNORED, "stale: too old", fannedOut));
        night.arrive(Night.raw(4, 1));
        night.arrive(Night.raw(4, 0));

        assertThat(night.lost()).hasSize(1);
        assertThat(night.lost().get(0).ending()).isEqualTo(Ending.IGNORED);
        assertThat(night.lost().get(0).why()).isEqualTo("stale: too old");
        assertThat(night.lost().get(0).announcedMillis()).isEqualTo(fannedOut);
        assertThat(night.out()).isEmpty();
        night.endsWithOnlyTombstones(1, Night.START);
    }

    @Test
    void timesOutWhenNoSnapCame() throws Exception {
        night.announce(Night.preloaded(4, 2));

        night.at(DEADLINE);

        assertThat(night.lost()).extracting(Ended::ending).containsExactly(Ending.TIMED_OUT);
        assertThat(night.lost().get(0).why()).isEqualTo("none of 2 snaps came");
        night.endsWithOnlyTombstones(1, DEADLINE);
    }

    @Test
    void waitsTheWholeTimeWhenTheNumberOfSnapsIsUnknown() throws Exception {
        night.announce(Night.preloaded(4, 0));
        night.arrive(Night.raw(4, 0));
        night.arrive(Night.raw(4, 1));
        night.at(DEADLINE - 1);
        assertThat(night.out()).isEmpty();

        night.at(DEADLINE);

        assertThat(night.out()).hasSize(1);
        assertThat(night.out().get(0).raws()).hasSize(2);
        assertThat(night.out().get(0).partial()).isFalse();
        night.endsWithOnlyTombstones(1, DEADLINE);
    }

    @Test
    void aLateImageIsNotProcessed() throws Exception {
        night.announce(Night.preloaded(4, 1));
        night.at(DEADLINE);
        night.arrive(Night.raw(4, 0));
        night.announce(Night.preloaded(4, 1));

        assertThat(night.out()).isEmpty();
        assertThat(night.lost()).hasSize(1);
        night.endsWithOnlyTombstones(1, DEADLINE);
    }

    @Test
    void dropsExposuresThatAreTurnedAwayAndRejectsWhenNoneIsLeft() throws Exception {
        night.announce(Night.preloaded(4, 2));
        night.arrive(Night.raw(4, 0, Night.ANGLE_DEG + 5));
        night.arrive(Night.raw(4, 1));
        assertThat(night.out().get(0).raws()).extracting(Raw::snap).containsExactly(1);
        assertThat(night.out().get(0).partial()).isTrue();

        night.announce(Night.preloaded(5, 1));
        night.arrive(Night.raw(5, 0, Double.NaN));

        assertThat(night.lost()).extracting(Ended::ending).containsExactly(Ending.REJECTED);
        assertThat(night.lost().get(0).visit()).isEqualTo(Night.raw(5, 0).exposure());
    }

    @Test
    void aRawThatNobodyAnnouncesIsIgnoredInTheEnd() throws Exception {
        night.arrive(Night.raw(4, 0));
        night.at(Night.START + 1000);
        night.arrive(Night.raw(4, 1));
        long end = Night.START + SnapSettings.DEFAULT.unannounced().toMillis();
        night.at(end - 1);
        assertThat(night.lost()).isEmpty();

        night.at(end);

        var ended = night.lost().get(0);
        assertThat(ended.ending()).isEqualTo(Ending.IGNORED);
        assertThat(ended.why()).startsWith("unannounced");
        assertThat(ended.visit()).isEqualTo(Night.raw(4, 0).exposure());
        night.endsWithOnlyTombstones(1, end);
    }

    @Test
    void goesOnWhereItWasAfterARestore() throws Exception {
        night.announce(Night.preloaded(4, 2));
        night.arrive(Night.raw(4, 0));
        night.announce(Night.preloaded(5, 2));
        night.arrive(Night.raw(6, 0));

        night.restartAt(Night.START + 20_000);
        night.arrive(Night.raw(4, 1));
        night.at(DEADLINE);

        assertThat(night.out()).extracting(it -> it.key().detector()).containsExactly(4);
        assertThat(night.out().get(0).raws()).hasSize(2);
        assertThat(night.lost()).extracting(Ended::key).containsExactly(Night.detector(5));
    }

    @Test
    void aDeadlineThatPassedWhileTheJobWasDownBecomesThirtySecondsOnce() throws Exception {
        night.announce(Night.preloaded(4, 1));
        night.announce(Night.preloaded(5, 1));
        long up = DEADLINE + 600_000;

        night.restartAt(up);
        night.at(up);
        assertThat(night.lost()).isEmpty();
        night.arrive(Night.raw(4, 0));
        night.at(up + 30_000);

        assertThat(night.out()).extracting(it -> it.key().detector()).containsExactly(4);
        assertThat(night.lost()).extracting(Ended::key).containsExactly(Night.detector(5));
        night.endsWithOnlyTombstones(2, up + 30_000);
    }

    @Test
    void anAnnouncementReadLateStillGetsThirtySeconds() throws Exception {
        night.at(DEADLINE + 1);
        night.announce(Night.preloaded(4, 1));
        night.at(DEADLINE + 30_000);
        assertThat(night.lost()).isEmpty();

        night.at(DEADLINE + 30_001);

        assertThat(night.lost()).extracting(Ended::ending).containsExactly(Ending.TIMED_OUT);
    }
}
