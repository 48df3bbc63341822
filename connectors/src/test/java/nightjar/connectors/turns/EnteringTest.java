// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import nightjar.model.VisitDetector;
import nightjar.model.port.Turns.Entry;
import org.junit.jupiter.api.Test;

class EnteringTest {

    private final AtomicLong now = new AtomicLong();
    private final Entering entering = new Entering(now::get);
    private final Entry earlier = entry("A", 1);
    private final Held later = new Held(entry("B", 2), false);

    @Test
    void whoIsStillTryingIsAmongThoseWhoAreIn() {
        entering.begun(earlier);
        assertThat(entering.added(List.of(later))).containsExactly(later, new Held(earlier, false));

        entering.ended(earlier);
        assertThat(entering.added(List.of(later))).containsExactly(later);
    }

    @Test
    void whoIsKnownIsNotThereTwice() {
        entering.begun(earlier);
        var known = List.of(new Held(earlier, true));
        assertThat(entering.added(known)).isEqualTo(known);
    }

    @Test
    void whoHasGivenUpIsForgotten() {
        entering.begun(earlier);
        now.addAndGet(Duration.ofSeconds(91).toNanos());
        assertThat(entering.added(List.of(later))).containsExactly(later);
    }

    private static Entry entry(String group, long visit) {
        return new Entry(new VisitDetector("LSSTCam", group, 4), visit, List.of());
    }
}
