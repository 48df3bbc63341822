// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nightjar.model.Cause;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Apdb;
import nightjar.model.time.Tai;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssociateAndForceTest {

    private static final String HEADER =
            "diaObjectId,ra,dec,x,y,psfFlux,psfFluxErr,scienceFlux,scienceFluxErr,inside\n";

    private final Night night;

    AssociateAndForceTest(@TempDir Path scratch) {
        night = new Night(scratch);
    }

    @Test
    void onlyAllowedSourcesBecomeRowsAndKeepTheIdsOfTheirPlace() throws Exception {
        var rows = night.associate(stars(3), 0, 2).asValue().orElseThrow().rows();

        assertThat(rows.diaSources().stream().map(row -> row.whole("diaSourceId", 0)))
                .containsExactly(Sky.id(0), Sky.id(2));
        var first = rows.diaSources().get(0);
        assertThat(first.whole("visit", 0)).isEqualTo(Sky.VISIT);
        assertThat(first.whole("detector", -1)).isEqualTo(4);
        assertThat(first.text("band")).isEqualTo("r");
        assertThat(first.number("midpointMjdTai")).isEqualTo(Sky.MIDPOINT);
        assertThat(first.whole("diaObjectId", 0)).isEqualTo(Sky.id(0));
    }

    @Test
    void aKnownObjectIsUpdatedAndItsHistoryComesAlong() throws Exception {
        night.apdb.prior = knownObject(Sky.MIDPOINT - 3);

        var associated = night.associate(stars(2), 0, 1).asValue().orElseThrow();
        var rows = associated.rows();

        assertThat(associated.counts().created()).isEqualTo(1);
        assertThat(rows.diaObjects()).hasSize(2);
        var known = rows.diaObjects().get(0);
        assertThat(known.whole("diaObjectId", 0)).isEqualTo(77);
        assertThat(known.whole("nDiaSources", 0)).isEqualTo(2);
        assertThat(known.number("validityStartMjdTai")).isEqualTo(associated.storeTimeMjdTai());
        assertThat(rows.sourceHistory()).hasSize(1);
        assertThat(rows.toForce().stream().map(row -> row.whole("diaObjectId", 0)))
                .containsExactly(77L);
    }

    @Test
    void theStoreTimeIsNowUnlessTheSkyIsAlreadyLater() throws Exception {
        double now = Tai.mjdTaiOfUtcMillis(night.nowMillis);
        assertThat(night.associate(stars(1), 0).asValue().orElseThrow().storeTimeMjdTai())
                .isEqualTo(now);

        night.apdb.prior = knownObject(now + 1);
        double later = night.associate(stars(1), 0).asValue().orElseThrow().storeTimeMjdTai();

        assertThat((later - (now + 1)) * 86_400_000).isBetween(0.9, 1.1);
    }

    @Test
    void moreNewObjectsThanAreBelievedFail() throws Exception {
        var many =
                IntStream.range(0, 1001)
                        .mapToObj(i -> Sky.source(10.005 + 5e-5 * i, -4.97))
                        .toList();

        var loss = night.associate(many, IntStream.range(0, 1001).toArray()).asLoss().orElseThrow();

        assertThat(loss.why()).contains("1001 new objects");
        assertThat(loss.cause()).isEqualTo(Cause.NON_RETRIABLE);
    }

    @Test
    void aPositionBeyondThePolesIsNoPosition() throws Exception {
        var rows =
                night.associate(List.of(Sky.source(10, 95), Sky.source(10.03, -4.97)), 0, 1)
                        .asValue()
                        .orElseThrow()
                        .rows();

        assertThat(rows.diaSources()).hasSize(1);
    }

    @Test
    void whereNothingIsToBeForcedNoWorkerIsAsked() throws Exception {
        var associated = night.associate(stars(1), 0).asValue().orElseThrow();

        var forced = night.force(associated).asValue().orElseThrow();

        assertThat(forced.rows()).isEmpty();
        assertThat(night.workers.positions).isEmpty();
    }

    @Test
    void forcedFluxesBecomeRowsWithIdsOfTheirOwn() throws Exception {
        night.apdb.prior = knownObject(Sky.MIDPOINT - 3);
        night.workers.forced = HEADER + "77,10.01,-4.97,5,5,12.5,0.5,NaN,nan,true\n";
        var associated = night.associate(stars(1), 0).asValue().orElseThrow();

        var forced = night.force(associated).asValue().orElseThrow();

        assertThat(night.workers.positions).hasSize(2);
        assertThat(night.workers.positions.get(1)).startsWith("77,10.01");
        var row = forced.rows();
        assertThat(row).hasSize(1);
        assertThat(row.get(0).whole("diaForcedSourceId", 0)).isEqualTo(Sky.id(0));
        assertThat(row.get(0).get("psfFlux")).contains(12.5f);
        assertThat(row.get(0).get("scienceFlux")).contains(Float.NaN);
        assertThat(row.get(0).whole("visit", 0)).isEqualTo(Sky.VISIT);
        assertThat(row.get(0).number("timeProcessedMjdTai"))
                .isEqualTo(associated.storeTimeMjdTai());
    }

    @Test
    void aPlaceOffTheImageIsKeptOnlyWhenItsObjectWasSeenJustNow() throws Exception {
        night.apdb.prior = knownObject(Sky.MIDPOINT - 3);
        night.workers.forced = HEADER + "77,10.01,-4.97,-5,5,NaN,NaN,NaN,NaN,false\n";
        var seen = night.associate(stars(1), 0).asValue().orElseThrow();
        night.apdb.prior = seenTwice();
        var unseen = night.associate(stars(1)).asValue().orElseThrow();

        assertThat(night.force(seen).asValue().orElseThrow().rows()).hasSize(1);
        assertThat(unseen.rows().toForce()).hasSize(1);
        assertThat(night.force(unseen).asValue().orElseThrow().rows()).isEmpty();
    }

    @Test
    void anAnswerOfOtherPlacesThanAskedIsNotBelieved() throws Exception {
        night.apdb.prior = knownObject(Sky.MIDPOINT - 3);
        var associated = night.associate(stars(1), 0).asValue().orElseThrow();
        for (var answer : List.of(HEADER, HEADER + "78,1,1,1,1,1,1,1,1,true\n", "a,b\n1,2\n")) {
            night.workers.forced = answer;

            assertThat(night.force(associated).asLoss().orElseThrow().cause())
                    .isEqualTo(Cause.RETRIABLE);
        }
    }

    private static List<Columns> stars(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Sky.source(10.01 + 0.01 * i, -4.97))
                .toList();
    }

    /** An object where the first star is, seen once before. */
    static Apdb.Prior knownObject(double validityStart) {
        return new Apdb.Prior(List.of(object(validityStart, 1)), List.of(seen(5)), List.of());
    }

    private static Apdb.Prior seenTwice() {
        return new Apdb.Prior(
                List.of(object(Sky.MIDPOINT - 3, 2)), List.of(seen(5), seen(6)), List.of());
    }

    private static Columns object(double validityStart, int sources) {
        return new Columns(
                Map.of(
                        "diaObjectId",
                        77L,
                        "ra",
                        10.01,
                        "dec",
                        -4.97,
                        "validityStartMjdTai",
                        validityStart,
                        "nDiaSources",
                        sources));
    }

    private static Columns seen(long daysAgo) {
        return Sky.source(10.01, -4.97)
                .with("diaSourceId", 100 + daysAgo)
                .with("diaObjectId", 77L)
                .with("visit", 1000L + daysAgo)
                .with("detector", 4)
                .with("band", "r")
                .with("midpointMjdTai", Sky.MIDPOINT - daysAgo);
    }
}
