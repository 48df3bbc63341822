// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import nightjar.connectors.alerts.AlertPacker;
import nightjar.job.stories.Difference.Kind;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Alerts;
import nightjar.model.port.Products;
import org.junit.jupiter.api.Test;

/** Two nights are the same but for the closed list of volatile fields. */
class ComparisonTest {

    private static final long ID = 170_032_882_292_621_441L;
    private static final String ROW = "{diaSourceId=1, ra=20.5}";

    @Test
    void theSameNightDiffersInNothing() throws IOException {
        assertThat(Comparison.of(night(), night())).isEmpty();
    }

    @Test
    void volatileFieldsMayDiffer() throws IOException {
        assertThat(Volatile.blanked(alert(61_365.1, 61_365.2, 20.5)))
                .isEqualTo(Volatile.blanked(alert(61_366.1, 61_367.2, 20.5)));
    }

    @Test
    void anyOtherFieldOfAnAlertMayNotAndIsNamed() throws IOException {
        var other = with(night(), List.of(Volatile.blanked(alert(61_365.1, 61_365.2, 20.6))));

        assertThat(Comparison.of(night(), other))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.kind()).isEqualTo(Kind.ALERT_BYTES);
                            assertThat(it.detail())
                                    .isEqualTo("diaSource.ra is 20.6 instead of 20.5");
                        });
    }

    @Test
    void aLostADoubledAndAnAddedAlertAreFound() throws IOException {
        var alert = Volatile.blanked(alert(61_365.1, 61_365.2, 20.5));
        var without = with(night(), List.of());

        assertThat(kinds(night(), without)).containsExactly(Kind.ALERT_LOST);
        assertThat(kinds(without, night())).containsExactly(Kind.ALERT_ADDED);
        assertThat(kinds(night(), with(night(), List.of(alert, alert))))
                .containsExactly(Kind.ALERT_TWICE);
    }

    @Test
    void rowsRecordsOutcomesAndQuarantineAreHeldAgainstEachOther() throws IOException {
        var before = night();
        var after =
                new Harvest(
                        Map.of("visit-0/1", List.of("FAILED")),
                        Map.of("visit-0/1", "why"),
                        before.alerts(),
                        Map.of("DiaSource_692", List.of(ROW, ROW)),
                        List.of(),
                        List.of("no Avro"));

        assertThat(kinds(before, after))
                .containsExactly(Kind.OUTCOME, Kind.ROW, Kind.RECORD, Kind.QUARANTINE);
    }

    @Test
    void twoOutcomesOfOneVisitDetectorAreADifference() throws IOException {
        var before = night();
        var after =
                new Harvest(
                        Map.of("visit-0/1", List.of("ALERTED(1)", "FAILED")),
                        before.whys(),
                        before.alerts(),
                        before.rows(),
                        before.records(),
                        before.quarantined());

        assertThat(kinds(before, after)).containsExactly(Kind.OUTCOME);
    }

    @Test
    void aDifferenceThatNoPromiseAllowsFailsItsStory() throws IOException {
        var lost = new Difference(Kind.ALERT_LOST, "2026112000001/1 " + ID, "is not on the topic");
        var outcome = new Difference(Kind.OUTCOME, "visit-0/1", "[FAILED] instead of [ALERTED(1)]");
        Predicate<Difference> outcomes = it -> it.kind() == Kind.OUTCOME;

        assertThat(StoryRow.unexcused(outcomes, List.of(outcome))).isEmpty();
        assertThat(StoryRow.unexcused(outcomes, List.of(outcome, lost))).contains("ALERT_LOST");
        assertThat(StoryRow.unexcused(it -> false, List.of(outcome))).contains("OUTCOME");
    }

    private static List<Kind> kinds(Harvest before, Harvest after) {
        return Comparison.of(before, after).stream().map(Difference::kind).toList();
    }

    private static Harvest night() throws IOException {
        return new Harvest(
                Map.of("visit-0/1", List.of("ALERTED(1)")),
                Map.of("visit-0/1", ""),
                Map.of(ID, List.of(Volatile.blanked(alert(61_365.1, 61_365.2, 20.5)))),
                Map.of("DiaSource_692", List.of(ROW)),
                List.of("{}"),
                List.of());
    }

    private static Harvest with(Harvest night, List<byte[]> alerts) {
        var byId = new TreeMap<Long, List<byte[]>>();
        if (!alerts.isEmpty()) {
            byId.put(ID, alerts);
        }
        return new Harvest(
                night.outcomes(),
                night.whys(),
                byId,
                night.rows(),
                night.records(),
                night.quarantined());
    }

    private static byte[] alert(double validityStart, double processed, double raDeg) {
        var source =
                new Columns(
                        Map.of(
                                "diaSourceId",
                                ID,
                                "visit",
                                2_026_112_000_001L,
                                "detector",
                                1,
                                "midpointMjdTai",
                                61_365.0,
                                "ra",
                                raDeg,
                                "dec",
                                -20.0,
                                "timeProcessedMjdTai",
                                processed));
        var object =
                new Columns(
                        Map.of(
                                "diaObjectId",
                                ID,
                                "validityStartMjdTai",
                                validityStart,
                                "ra",
                                20.5,
                                "dec",
                                -20.0));
        var cutouts = new Products.Cutouts(new byte[4], new byte[4], new byte[4]);
        return new AlertPacker()
                .pack(new Alerts.Content(source, object, List.of(source), List.of(), cutouts));
    }
}
