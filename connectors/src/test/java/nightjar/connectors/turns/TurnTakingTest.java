// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.VisitDetector;
import nightjar.model.port.Deadline;
import nightjar.model.port.Turns.Entry;
import org.junit.jupiter.api.Test;

/** The later visit is B, the earlier A; both look at the same sky. */
class TurnTakingTest {

    private final Entry earlier = entry("A", 1);
    private final Entry later = entry("B", 2);
    private final FakeInFlight inFlight = new FakeInFlight();
    private final TurnTaking taking = new TurnTaking(inFlight);

    @Test
    void whoSeesAnEarlierOneOnlyAfterTakingStepsBack() throws Exception {
        inFlight.enter(later);
        inFlight.afterFirstLook = () -> inFlight.enter(earlier);

        assertThat(take(later)).contains(earlier);
        assertThat(inFlight.hasTurn(later)).isFalse();
        assertThat(take(earlier)).isEmpty();
    }

    @Test
    void anAnswerThatIsLostMakesNoneOfTwoThatHaveTaken() throws Exception {
        inFlight.enter(later);
        inFlight.loseAnswers = 1;
        assertThat(taking.take(later, soon()).isDone()).as("taken, and not heard of").isFalse();
        assertThat(inFlight.hasTurn(later)).isTrue();
        inFlight.enter(earlier);
        inFlight.held.put(earlier, true); // had looked before that was there

        assertThat(take(later)).contains(earlier);
        assertThat(take(earlier)).isEmpty();
        assertThat(inFlight.hasTurn(later)).isFalse();
    }

    @Test
    void whatWasTakenBeforeARestartIsKeptThoughAnEarlierOneHasCome() throws Exception {
        inFlight.enter(later);
        assertThat(take(later)).isEmpty();
        inFlight.enter(earlier);

        assertThat(take(later)).isEmpty();
        assertThat(take(earlier)).contains(later);
    }

    @Test
    void whoCannotLookHasNoTurn() throws Exception {
        inFlight.enter(later);
        inFlight.away = true;

        assertThat(taking.take(later, soon()).isDone()).isFalse();
        assertThat(inFlight.hasTurn(later)).isFalse();
    }

    private Optional<Entry> take(Entry entry) throws InterruptedException {
        return taking.take(entry, soon()).asValue().orElseThrow();
    }

    private static Entry entry(String group, long visit) {
        return new Entry(new VisitDetector("LSSTCam", group, 4), visit, List.of());
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(5));
    }

    private static final class FakeInFlight implements TurnTaking.InFlight {
        final Map<Entry, Boolean> held = new LinkedHashMap<>();
        Runnable afterFirstLook = () -> {};
        int loseAnswers;
        boolean away;

        void enter(Entry entry) {
            held.putIfAbsent(entry, false);
        }

        boolean hasTurn(Entry entry) {
            return held.getOrDefault(entry, false);
        }

        @Override
        public Outcome<List<Held>> around(Entry entry, Deadline deadline) {
            if (away) {
                return Outcome.lost(Loss.transientTrouble("away"));
            }
            var seen = new ArrayList<Held>();
            held.forEach((other, hasTurn) -> seen.add(new Held(other, hasTurn)));
            afterFirstLook.run();
            afterFirstLook = () -> {};
            return Outcome.done(seen);
        }

        @Override
        public Outcome<Entry> hold(Entry entry, boolean hasTurn, Deadline deadline) {
            held.put(entry, hasTurn);
            return loseAnswers-- > 0
                    ? Outcome.lost(Loss.transientTrouble("no answer"))
                    : Outcome.done(entry);
        }
    }
}
