// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import nightjar.model.VisitDetector;
import nightjar.model.port.Deadline;
import nightjar.model.port.Turns;
import nightjar.model.port.Turns.Entry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every keeper of turns does. */
public abstract class TurnsContract {

    /** Far from those of any other test, so that nobody's are waited for but its own. */
    private static final AtomicLong NIGHT = new AtomicLong(20_261_120);

    private long first;

    protected abstract Turns turns();

    @BeforeEach
    void moveOn() {
        first = NIGHT.incrementAndGet() * 100_000 + 1;
    }

    @Test
    void whoIsAloneMayGo() throws Exception {
        enter(at(0, 4, 10));

        assertThat(mustWaitFor(at(0, 4, 10))).isEmpty();
    }

    @Test
    void aLaterVisitOfTheSameSkyWaitsUntilTheEarlierHasLeft() throws Exception {
        var earlier = enter(at(0, 4, 10));
        var later = enter(at(1, 4, 10.05));

        assertThat(mustWaitFor(later)).contains(earlier);
        assertThat(mustWaitFor(earlier)).as("nobody waits for a later one that waits").isEmpty();

        leave(earlier);
        assertThat(mustWaitFor(later)).isEmpty();
    }

    @Test
    void whoComesLateWaitsForALaterVisitThatHasGoneAhead() throws Exception {
        var later = enter(at(1, 4, 10));
        assertThat(mustWaitFor(later)).isEmpty();
        var earlier = enter(at(0, 4, 10.05));

        assertThat(mustWaitFor(earlier)).contains(later);
        assertThat(mustWaitFor(later)).as("its turn is its own until it leaves").isEmpty();
        enter(later);
        assertThat(mustWaitFor(later)).as("after a restart, too").isEmpty();

        leave(later);
        assertThat(mustWaitFor(earlier)).isEmpty();
    }

    @Test
    void anotherDetectorThatLookedThereIsWaitedForToo() throws Exception {
        var earlier = enter(at(0, 7, 10));

        assertThat(mustWaitFor(at(1, 4, 10.05))).contains(earlier);
    }

    @Test
    void elsewhereInTheSkyNobodyWaits() throws Exception {
        enter(at(0, 4, 10));
        enter(at(0, 5, 350));

        assertThat(mustWaitFor(at(1, 4, 10.5))).isEmpty();
        assertThat(mustWaitFor(at(1, 4, 359.9))).isEmpty();
    }

    @Test
    void theSkyGoesOnBehindTheMeridian() throws Exception {
        var earlier = enter(at(0, 4, 359.95));

        assertThat(mustWaitFor(at(1, 4, 0.02))).contains(earlier);
    }

    @Test
    void whoDoesNotTellWhereItLooksIsWaitedForEverywhere() throws Exception {
        var blind = enter(new Entry(key(0, 4), first, List.of()));

        assertThat(mustWaitFor(at(1, 4, 200))).contains(blind);
    }

    @Test
    void theEarliestIsNamed() throws Exception {
        var earliest = enter(at(0, 4, 10));
        enter(at(5, 4, 10));

        assertThat(mustWaitFor(at(9, 4, 10))).contains(earliest);
    }

    @Test
    void detectorsOfOneVisitDoNotWaitForEachOther() throws Exception {
        enter(at(0, 4, 10));

        assertThat(mustWaitFor(at(0, 5, 10.01))).isEmpty();
    }

    @Test
    void enteringAndLeavingMayBeRepeatedAndLeavingNeedsNoCorners() throws Exception {
        var earlier = enter(at(0, 4, 10));
        enter(earlier);
        assertThat(mustWaitFor(at(1, 4, 10))).contains(earlier);

        leave(new Entry(earlier.key(), earlier.visit(), List.of()));
        leave(earlier);
        assertThat(mustWaitFor(at(1, 4, 10))).isEmpty();
    }

    private Entry enter(Entry entry) throws InterruptedException {
        assertThat(turns().enter(entry, soon()).isDone()).isTrue();
        return entry;
    }

    private void leave(Entry entry) throws InterruptedException {
        assertThat(turns().leave(entry, soon()).isDone()).isTrue();
    }

    protected Optional<Entry> mustWaitFor(Entry entry) throws InterruptedException {
        return turns().take(entry, soon()).asValue().orElseThrow();
    }

    /** A detector of 0.2 degrees at the equator. */
    protected Entry at(int visit, int detector, double ra) {
        double east = (ra + 0.2) % 360;
        var corners = List.of(ra, -0.1, east, -0.1, east, 0.1, ra, 0.1);
        return new Entry(key(visit, detector), first + visit, corners);
    }

    private VisitDetector key(int visit, int detector) {
        return new VisitDetector("LSSTCam", "group " + (first + visit), detector);
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(30));
    }
}
