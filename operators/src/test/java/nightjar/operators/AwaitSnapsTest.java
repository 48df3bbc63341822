// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import nightjar.model.CanceledDetector;
import nightjar.model.Ended;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Preloaded;
import nightjar.model.Raw;
import nightjar.model.ReadyVisit;
import nightjar.operators.placement.DetectorKey;
import org.apache.flink.types.Either;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AwaitSnapsTest {

    /** 2 x 30 s + 120 s from the end of preload, one second after the start. */
    private static final long DEADLINE = Night.START + 1_000 + 180_000;

    private static final Duration TOMBSTONE = SnapSettings.DEFAULT.tombstone();

    private Played<DetectorKey, Preloaded, Either<CanceledDetector, Raw>, ReadyVisit> night;

    @BeforeEach
    void begin() throws Exception {
        night =
                new Played<>(
                        () -> new AwaitSnaps(SnapSettings.DEFAULT),
                        preloaded -> DetectorKey.of(preloaded.key()),
                        Arrivals::key,
                        DetectorKey.TYPE);
    }

    @AfterEach
    void end() throws Exception {
        night.close();
    }

    @Test
    void releasesWhenTheLastAnnouncedSnapComes() throws Exception {
        announce(Night.preloaded(4, 2));
        arrive(Night.raw(4, 0));
        assertThat(night.out()).isEmpty();

        arrive(Night.raw(4, 1));

        var ready = night.out().get(0);
        assertThat(ready.raws()).extracting(Raw::snap).containsExactly(0, 1);
        assertThat(ready.partial()).isFalse();
        assertThat(ready.readyMillis()).isEqualTo(Night.raw(4, 1).seenMillis());
        endsWithOnlyTombstones(1, Night.START);
    }

    @Test
    void releasesWhenTheAnnouncementComesLast() throws Exception {
        arrive(Night.raw(4, 1));
        arrive(Night.raw(4, 0));
        assertThat(night.out()).isEmpty();

        announce(Night.preloaded(4, 2));

        assertThat(night.out().get(0).raws()).extracting(Raw::snap).containsExactly(0, 1);
        endsWithOnlyTombstones(1, Night.START);
    }

    @Test
    void keepsDetectorsApart() throws Exception {
        announce(Night.preloaded(4, 1));
        announce(Night.preloaded(5, 1));

        arrive(Night.raw(5, 0));

        assertThat(night.out()).extracting(it -> it.key().detector()).containsExactly(5);
    }

    @Test
    void takesADuplicateOnceWhetherItComesBeforeOrAfterTheRelease() throws Exception {
        announce(Night.preloaded(4, 2));
        arrive(Night.raw(4, 0));
        arrive(Night.raw(4, 0));
        assertThat(night.out()).isEmpty();
        arrive(Night.raw(4, 1));
        arrive(Night.raw(4, 1));

        assertThat(night.out()).hasSize(1);
        assertThat(lost()).isEmpty();
        endsWithOnlyTombstones(1, Night.START);
    }

    @Test
    void goesOnWithAPartOfTheSnapsWhenTimeIsUp() throws Exception {
        announce(Night.preloaded(4, 2));
        arrive(Night.raw(4, 1));

        night.at(DEADLINE - 1);
        assertThat(night.out()).isEmpty();
        night.at(DEADLINE);

        var ready = night.out().get(0);
        assertThat(ready.partial()).isTrue();
        assertThat(ready.visit()).isEqualTo(Night.raw(4, 1).exposure());
        endsWithOnlyTombstones(1, DEADLINE);
    }

    @Test
    void timesOutWhenNoSnapCame() throws Exception {
        announce(Night.preloaded(4, 2));

        night.at(DEADLINE);

        assertThat(lost()).extracting(Ended::ending).containsExactly(Ending.TIMED_OUT);
        assertThat(lost().get(0).why()).isEqualTo("none of 2 snaps came");
        endsWithOnlyTombstones(1, DEADLINE);
    }

    @Test
    void whatIsUnwantedEndsAtOnceWhetherItsImagesAreThereOrNot() throws Exception {
        arrive(Night.raw(5, 0));
        announce(unwanted(4));
        announce(unwanted(5));
        arrive(Night.raw(4, 0));

        assertThat(lost()).extracting(Ended::ending).containsOnly(Ending.IGNORED).hasSize(2);
        assertThat(lost()).extracting(Ended::stage).containsOnly("preload");
        assertThat(night.out()).isEmpty();
        endsWithOnlyTombstones(2, Night.START);
    }

    private static Preloaded unwanted(int detector) {
        return Preloaded.refused(
                Night.expected(detector, 1), Loss.ignored("unwanted"), Night.START);
    }

    @Test
    void waitsTheWholeTimeWhenTheNumberOfSnapsIsUnknown() throws Exception {
        announce(Night.preloaded(4, 0));
        arrive(Night.raw(4, 0));
        arrive(Night.raw(4, 1));
        night.at(DEADLINE - 1);
        assertThat(night.out()).isEmpty();

        night.at(DEADLINE);

        assertThat(night.out()).hasSize(1);
        assertThat(night.out().get(0).raws()).hasSize(2);
        assertThat(night.out().get(0).partial()).isFalse();
        endsWithOnlyTombstones(1, DEADLINE);
    }

    @Test
    void aCancellationAfterTheAnnouncementEndsTheWait() throws Exception {
        announce(Night.preloaded(4, 2));
        arrive(Night.raw(4, 0));

        cancel(4);
        arrive(Night.raw(4, 1));

        assertThat(lost()).extracting(Ended::ending).containsExactly(Ending.CANCELLED);
        assertThat(night.out()).isEmpty();
        endsWithOnlyTombstones(1, Night.START);
    }

    @Test
    void aCancellationBeforeTheAnnouncementHoldsForIt() throws Exception {
        cancel(4);
        announce(Night.preloaded(4, 1));
        arrive(Night.raw(4, 0));

        assertThat(lost()).extracting(Ended::ending).containsExactly(Ending.CANCELLED);
        assertThat(night.out()).isEmpty();
        endsWithOnlyTombstones(1, Night.START);
    }

    @Test
    void aCancellationThatComesTooLateChangesNothing() throws Exception {
        announce(Night.preloaded(4, 1));
        arrive(Night.raw(4, 0));

        cancel(4);

        assertThat(night.out()).hasSize(1);
        assertThat(lost()).isEmpty();
    }

    @Test
    void aLateImageIsNotProcessed() throws Exception {
        announce(Night.preloaded(4, 1));
        night.at(DEADLINE);
        arrive(Night.raw(4, 0));
        announce(Night.preloaded(4, 1));

        assertThat(night.out()).isEmpty();
        assertThat(lost()).hasSize(1);
        endsWithOnlyTombstones(1, DEADLINE);
    }

    @Test
    void dropsExposuresThatAreTurnedAwayAndRejectsWhenNoneIsLeft() throws Exception {
        announce(Night.preloaded(4, 2));
        arrive(Night.raw(4, 0, Night.ANGLE_DEG + 5));
        arrive(Night.raw(4, 1));
        assertThat(night.out().get(0).raws()).extracting(Raw::snap).containsExactly(1);
        assertThat(night.out().get(0).partial()).isTrue();

        announce(Night.preloaded(5, 1));
        arrive(Night.raw(5, 0, Double.NaN));

        assertThat(lost()).extracting(Ended::ending).containsExactly(Ending.REJECTED);
        assertThat(lost().get(0).visit()).isEqualTo(Night.raw(5, 0).exposure());
    }

    @Test
    void aRawThatNobodyAnnouncesIsIgnoredInTheEnd() throws Exception {
        arrive(Night.raw(4, 0));
        night.at(Night.START + 1000);
        arrive(Night.raw(4, 1));
        long end = Night.START + SnapSettings.DEFAULT.unannounced().toMillis();
        night.at(end - 1);
        assertThat(lost()).isEmpty();

        night.at(end);

        var ended = lost().get(0);
        assertThat(ended.ending()).isEqualTo(Ending.IGNORED);
        assertThat(ended.why()).startsWith("unannounced");
        assertThat(ended.visit()).isEqualTo(Night.raw(4, 0).exposure());
        endsWithOnlyTombstones(1, end);
    }

    @Test
    void goesOnWhereItWasAfterARestore() throws Exception {
        announce(Night.preloaded(4, 2));
        arrive(Night.raw(4, 0));
        announce(Night.preloaded(5, 2));
        arrive(Night.raw(6, 0));

        night.restartAt(Night.START + 20_000);
        arrive(Night.raw(4, 1));
        night.at(DEADLINE);

        assertThat(night.out()).extracting(it -> it.key().detector()).containsExactly(4);
        assertThat(night.out().get(0).raws()).hasSize(2);
        assertThat(lost()).extracting(Ended::key).containsExactly(Night.detector(5));
    }

    @Test
    void aDeadlineThatPassedWhileTheJobWasDownBecomesThirtySecondsOnce() throws Exception {
        announce(Night.preloaded(4, 1));
        announce(Night.preloaded(5, 1));
        long up = DEADLINE + 600_000;

        night.restartAt(up);
        night.at(up);
        assertThat(lost()).isEmpty();
        arrive(Night.raw(4, 0));
        night.at(up + 30_000);

        assertThat(night.out()).extracting(it -> it.key().detector()).containsExactly(4);
        assertThat(lost()).extracting(Ended::key).containsExactly(Night.detector(5));
        endsWithOnlyTombstones(2, up + 30_000);
    }

    @Test
    void anAnnouncementReadLateStillGetsThirtySeconds() throws Exception {
        night.at(DEADLINE + 1);
        announce(Night.preloaded(4, 1));
        night.at(DEADLINE + 30_000);
        assertThat(lost()).isEmpty();

        night.at(DEADLINE + 30_001);

        assertThat(lost()).extracting(Ended::ending).containsExactly(Ending.TIMED_OUT);
    }

    private void announce(Preloaded preloaded) throws Exception {
        night.first(preloaded);
    }

    private void arrive(Raw raw) throws Exception {
        night.second(Either.Right(raw));
    }

    private void cancel(int detector) throws Exception {
        night.second(Either.Left(Night.canceled(detector)));
    }

    private List<Ended> lost() {
        return night.out(AwaitSnaps.LOST);
    }

    /** A tombstone with its alarm for each, and after their time nothing at all. */
    private void endsWithOnlyTombstones(int count, long endedMillis) throws Exception {
        night.holds(2 * count, count);

        night.at(endedMillis + TOMBSTONE.toMillis());

        night.holds(0, 0);
    }
}
