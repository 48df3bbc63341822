// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nightjar.model.Outcome;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Apdb;
import nightjar.model.port.Apdb.Prior;
import nightjar.model.port.Apdb.Rows;
import nightjar.model.port.Deadline;
import org.junit.jupiter.api.Test;

/** What every APDB does. Each test looks at a patch of sky of its own. */
abstract class ApdbContract {

    static final double MIDPOINT = Patch.MIDPOINT;
    static final double STORE = Patch.STORE;
    static final int DETECTOR = Patch.DETECTOR;

    private Patch patch = Patch.next();
    long visit = patch.visit();
    double dec = patch.dec();

    abstract Apdb apdb();

    @Test
    void aSkyNeverLookedAtIsEmpty() throws Exception {
        assertThat(prior(MIDPOINT)).isEqualTo(new Prior(List.of(), List.of(), List.of()));
        assertThat(done(apdb().contains(visit, DETECTOR, soon()))).isFalse();
    }

    @Test
    void whatIsWrittenIsFound() throws Exception {
        store(STORE, List.of(object(1, 0)), List.of(source(1, 1, 0)), List.of(forced(1, 0)));
        Prior prior = prior(MIDPOINT + 1);
        Columns object = prior.diaObjects().get(0);
        assertThat(object.whole("diaObjectId", 0)).isEqualTo(id(1));
        assertThat(object.number("dec")).isEqualTo(dec);
        assertThat(object.number("validityStartMjdTai")).isEqualTo(STORE);
        assertThat(object.number("raErr")).isCloseTo(1e-5, within(1e-11));
        assertThat(object.whole("nDiaSources", 0)).isEqualTo(1);
        assertThat(object.has("r_psfFluxMean")).as("DiaObjectLast is narrow").isFalse();
        Columns source = prior.diaSources().get(0);
        assertThat(source.whole("diaSourceId", 0)).isEqualTo(id(1));
        assertThat(source.whole("visit", 0)).isEqualTo(visit);
        assertThat(source.whole("detector", 0)).isEqualTo(DETECTOR);
        assertThat(source.text("band")).isEqualTo("r");
        assertThat(source.has("isDipole")).isTrue();
        assertThat(source.flag("isDipole")).isFalse();
        assertThat(prior.diaForcedSources()).hasSize(1);
        assertThat(done(apdb().contains(visit, DETECTOR, soon()))).isTrue();
    }

    @Test
    void whatIsNotANumberIsNotThere() throws Exception {
        Columns source =
                source(1, 1, 0)
                        .with("snr", Double.NaN)
                        .with("psfFlux", Double.POSITIVE_INFINITY)
                        .with("ssObjectId", 0L);
        store(STORE, List.of(object(1, 0)), List.of(source), List.of());
        Columns found = prior(MIDPOINT + 1).diaSources().get(0);
        assertThat(found.has("snr")).isFalse();
        assertThat(found.has("psfFlux")).isFalse();
        assertThat(found.has("ssObjectId")).isFalse();
        assertThat(found.whole("trailNdata", -1)).as("a count is 0 when absent").isZero();
    }

    @Test
    void rowsComeInTheOrderOfTheirIds() throws Exception {
        List<Columns> objects = List.of(object(3, -200), object(1, 0), object(2, 200));
        List<Columns> sources = List.of(source(3, 3, -200), source(1, 1, 0), source(2, 2, 200));
        List<Columns> forced = List.of(forced(3, -200), forced(1, 0), forced(2, 200));
        store(STORE, objects, sources, forced);
        Prior prior = prior(MIDPOINT + 1);
        Long[] expected = {id(1), id(2), id(3)};
        assertThat(prior.diaObjects())
                .extracting(r -> r.whole("diaObjectId", 0))
                .containsExactly(expected);
        assertThat(prior.diaSources())
                .extracting(r -> r.whole("diaSourceId", 0))
                .containsExactly(expected);
        assertThat(prior.diaForcedSources())
                .extracting(r -> r.whole("diaObjectId", 0))
                .containsExactly(expected);
    }

    @Test
    void writingAgainChangesNothing() throws Exception {
        for (int i = 0; i < 2; i++) {
            store(STORE, List.of(object(1, 0)), List.of(source(1, 1, 0)), List.of(forced(1, 0)));
        }
        Prior prior = prior(MIDPOINT + 1);
        assertThat(prior.diaObjects()).hasSize(1);
        assertThat(prior.diaSources()).hasSize(1);
        assertThat(prior.diaForcedSources()).hasSize(1);
    }

    @Test
    void anObjectThatMovedToAnotherPixelIsThereOnce() throws Exception {
        store(STORE, List.of(object(1, 0)), List.of(source(1, 1, 0)), List.of());
        store(STORE + 0.01, List.of(object(1, 400).with("nDiaSources", 2)), List.of(), List.of());
        // The first visit-detector is committed again, as after a restore.
        store(STORE, List.of(object(1, 0)), List.of(source(1, 1, 0)), List.of());
        List<Columns> objects = prior(MIDPOINT + 1).diaObjects();
        assertThat(objects).hasSize(1);
        assertThat(objects.get(0).number("dec")).isCloseTo(dec + 400 / 3600.0, within(1e-9));
    }

    @Test
    void theLaterStoreTimeWinsWhateverTheOrderOfWriting() throws Exception {
        store(STORE + 0.01, List.of(object(1, 0).with("nDiaSources", 7)), List.of(), List.of());
        store(STORE, List.of(object(1, 0).with("nDiaSources", 6)), List.of(), List.of());
        assertThat(prior(MIDPOINT + 1).diaObjects().get(0).whole("nDiaSources", 0)).isEqualTo(7);
    }

    @Test
    void historyIsOfTwelveMonthsOfThirtyDays() throws Exception {
        Columns old = source(1, 9, 0).with("midpointMjdTai", MIDPOINT - 100);
        store(STORE, List.of(object(9, 0)), List.of(old, source(2, 9, 0)), List.of());
        assertThat(prior(MIDPOINT - 100 + 359.9).diaSources()).hasSize(2);
        assertThat(prior(MIDPOINT - 100 + 360.1).diaSources())
                .extracting(s -> s.whole("diaSourceId", 0))
                .containsExactly(id(2));
    }

    @Test
    void aSolarSystemObjectsSourceIsStoredWithoutAnObject() throws Exception {
        Columns moving = source(1, 0, 0).with("diaObjectId", 0L).with("ssObjectId", 77L);
        store(STORE, List.of(), List.of(moving), List.of());
        assertThat(prior(MIDPOINT + 1).diaSources()).isEmpty();
        assertThat(done(apdb().contains(visit, DETECTOR, soon()))).isTrue();
    }

    @Test
    void nothingIsWrittenOfNothing() throws Exception {
        store(STORE, List.of(), List.of(), List.of());
        assertThat(done(apdb().contains(visit, DETECTOR, soon()))).isFalse();
    }

    @Test
    void theSkyBeyondThePaddingIsNotRead() throws Exception {
        store(STORE, List.of(object(1, 0), object(2, 3000)), List.of(), List.of());
        assertThat(prior(MIDPOINT + 1).diaObjects())
                .extracting(o -> o.whole("diaObjectId", 0))
                .containsExactly(id(1));
    }

    @Test
    void thousandsOfRowsComeBack() throws Exception {
        List<Columns> objects = new ArrayList<>();
        List<Columns> sources = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            objects.add(object(i, (i % 600) - 300));
            sources.add(source(i, i, (i % 600) - 300));
        }
        store(STORE, objects, sources, List.of());
        Prior prior = prior(MIDPOINT + 1);
        assertThat(prior.diaObjects()).hasSize(3000);
        assertThat(prior.diaSources()).hasSize(3000);
    }

    void store(double storeTime, List<Columns> objects, List<Columns> sources, List<Columns> forced)
            throws InterruptedException {
        done(apdb().write(new Rows(visit, DETECTOR, storeTime, objects, sources, forced), soon()));
    }

    /** What is known of 800" around this test's centre. */
    Prior prior(double midpoint) throws InterruptedException {
        return done(apdb().prior(patch.corners(), 20, midpoint, soon()));
    }

    /** The same patch, seen by another visit. */
    void lookAgain() {
        patch = patch.again();
        visit = patch.visit();
    }

    long id(long number) {
        return patch.id(number);
    }

    Columns object(long number, double north) {
        return patch.object(number, north);
    }

    Columns source(long number, long object, double north) {
        return patch.source(number, object, north);
    }

    Columns forced(long object, double north) {
        return patch.forced(object, north);
    }

    static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(30));
    }

    static <T> T done(Outcome<T> outcome) {
        return outcome.fold(
                value -> value,
                loss -> {
                    throw new AssertionError(loss.toString());
                });
    }
}
