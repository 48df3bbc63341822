// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import static org.assertj.core.api.Assertions.assertThat;

import nightjar.model.Ended;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Preloaded;
import nightjar.model.UnwantedDetector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Visits that are not wanted: cancelled, announced too late, or refused by the pipelines. */
class AwaitSnapsUnwantedTest {

    private final Waiting night;

    AwaitSnapsUnwantedTest() throws Exception {
        night = new Waiting();
    }

    @AfterEach
    void end() throws Exception {
        night.close();
    }

    @Test
    void whatIsUnwantedEndsAtOnceWhetherItsImagesAreThereOrNot() throws Exception {
        night.arrive(Night.raw(5, 0));
        night.announce(unwanted(4));
        night.announce(unwanted(5));
        night.arrive(Night.raw(4, 0));

        assertThat(night.lost()).extracting(Ended::ending).containsOnly(Ending.IGNORED).hasSize(2);
        assertThat(night.lost()).extracting(Ended::stage).containsOnly("preload");
        assertThat(night.out()).isEmpty();
        night.endsWithOnlyTombstones(2, Night.START);
    }

    private static Preloaded unwanted(int detector) {
        return Preloaded.refused(
                Night.expected(detector, 1), Loss.ignored("unwanted"), Night.START);
    }

    @Test
    void aCancellationAfterTheAnnouncementEndsTheWait() throws Exception {
        night.announce(Night.preloaded(4, 2));
        night.arrive(Night.raw(4, 0));

        night.cancel(4);
        night.arrive(Night.raw(4, 1));

        assertThat(night.lost()).extracting(Ended::ending).containsExactly(Ending.CANCELLED);
        assertThat(night.out()).isEmpty();
        night.endsWithOnlyTombstones(1, Night.START);
    }

    @Test
    void aCancellationBeforeTheAnnouncementHoldsForIt() throws Exception {
        night.cancel(4);
        night.announce(Night.preloaded(4, 1));
        night.arrive(Night.raw(4, 0));

        assertThat(night.lost()).extracting(Ended::ending).containsExactly(Ending.CANCELLED);
        assertThat(night.out()).isEmpty();
        night.endsWithOnlyTombstones(1, Night.START);
    }

    @Test
    void aCancellationThatComesTooLateChangesNothing() throws Exception {
        night.announce(Night.preloaded(4, 1));
        night.arrive(Night.raw(4, 0));

        night.cancel(4);

        assertThat(night.out()).hasSize(1);
        assertThat(night.lost()).isEmpty();
    }

    @Test
    void imagesOfAVisitAnnouncedTooLateEndWithIt() throws Exception {
        night.arrive(Night.raw(4, 0));
        night.unwanted(stale(4));
        night.unwanted(stale(5));
        night.arrive(Night.raw(5, 0));

        assertThat(night.lost()).extracting(Ended::ending).containsOnly(Ending.IGNORED).hasSize(2);
        assertThat(night.lost()).extracting(Ended::why).containsOnly("stale: 2 h old");
        assertThat(night.out()).isEmpty();
        night.endsWithOnlyTombstones(2, Night.START);
    }

    private static UnwantedDetector stale(int detector) {
        return new UnwantedDetector(
                Night.detector(detector), Ending.IGNORED, "stale: 2 h old", Night.START);
    }
}
