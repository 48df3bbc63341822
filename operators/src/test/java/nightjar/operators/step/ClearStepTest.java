// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import nightjar.model.Cause;
import nightjar.model.Cleared;
import nightjar.model.Differenced;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Raw;
import nightjar.model.ReadyVisit;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Deadline;
import org.junit.jupiter.api.Test;

class ClearStepTest {

    private final FakeProducts products = new FakeProducts();
    private final FakeSattle sattle = new FakeSattle();
    private final ClearStep step = new ClearStep(products, sattle, Sky.IDS);

    @Test
    void aSourceOnATrackIsNotAllowed() throws Exception {
        sattle.satellites.put(Sky.VISIT, Set.of(Sky.id(1)));

        var cleared = ask(stars(3)).asValue().orElseThrow();

        assertThat(allowed(cleared, 3)).containsExactly(0, 2);
        assertThat(cleared.allowedSources()).isEqualTo(2);
    }

    @Test
    void anEmptyAllowListRemovesAll() throws Exception {
        sattle.satellites.put(Sky.VISIT, Set.of(Sky.id(0), Sky.id(1)));

        assertThat(ask(stars(2)).asValue().orElseThrow().allowedSources()).isZero();
    }

    @Test
    void aSourceMustBeAllowedInEverySnap() throws Exception {
        var sources = stars(3);
        var two = Sky.ready(Sky.preloaded("t"), Sky.raw(0), Sky.raw(1));
        sattle.satellites.put(Sky.VISIT, Set.of(Sky.id(0)));
        sattle.satellites.put(Sky.VISIT + 1, Set.of(Sky.id(2)));

        var cleared = ask(Sky.differenced(two, products.with(sources), 3)).asValue().orElseThrow();

        assertThat(allowed(cleared, 3)).containsExactly(1);
        assertThat(sattle.asked).hasSize(2);
    }

    @Test
    void sattleIsToldTheExposuresOwnTimes() throws Exception {
        assertThat(ask(stars(1)).isDone()).isTrue();

        assertThat(sattle.asked.get(0).beginMjdTai()).isEqualTo(Sky.BEGIN);
        assertThat(sattle.asked.get(0).endMjdTai()).isEqualTo(Sky.BEGIN + Sky.EXPOSURE_DAYS);
        assertThat(sattle.asked.get(0).visit()).isEqualTo(Sky.VISIT);
    }

    @Test
    void withoutSourcesSattleIsNotAsked() throws Exception {
        var cleared = ask(List.of()).asValue().orElseThrow();

        assertThat(cleared.allowedSources()).isZero();
        assertThat(sattle.asked).isEmpty();
    }

    @Test
    void withoutAnAnswerNothingIsAllowedAndTheStageMayAskAgain() throws Exception {
        sattle.trouble = Optional.of(Loss.transientTrouble("Sattle is down"));

        var loss = ask(stars(2)).asLoss().orElseThrow();

        assertThat(loss).isEqualTo(new Loss(Ending.SUPPRESSED, Cause.TRANSIENT, "Sattle is down"));
    }

    @Test
    void withoutABoresightOfTheExposureItselfNothingIsAllowed() throws Exception {
        var raw = Sky.raw(0);
        var lost =
                new Raw(
                        raw.key(),
                        raw.exposure(),
                        0,
                        raw.uri(),
                        "",
                        raw.beginMjdTai(),
                        raw.endMjdTai(),
                        Double.NaN,
                        Double.NaN,
                        0,
                        "r_03",
                        0,
                        0);

        var loss =
                ask(Sky.differenced(Sky.ready(Sky.preloaded("t"), lost), product(stars(1)), 1))
                        .asLoss()
                        .orElseThrow();

        assertThat(loss.ending()).isEqualTo(Ending.SUPPRESSED);
        assertThat(loss.cause()).isEqualTo(Cause.INVALID);
    }

    @Test
    void whatMovesFasterThanTenDegreesADayIsRemovedWhateverSattleSays() throws Exception {
        var sources = new ArrayList<>(stars(4));
        sources.set(1, sources.get(1).with("trailLength", 12.5f)); // in 30 s
        sources.set(2, sources.get(2).with("trailLength", 12.49f));
        sources.set(3, sources.get(3).with("trailLength", Float.NaN));

        assertThat(allowed(ask(sources).asValue().orElseThrow(), 4)).containsExactly(0, 2, 3);
    }

    @Test
    void aTrailThatTheEdgeCutsOffHasNoKnownSpeedAndAStarAtTheEdgeIsNoTrail() throws Exception {
        var sources = new ArrayList<>(stars(3));
        sources.set(0, sources.get(0).with("trailLength", 6f).with("trail_flag_edge", true));
        sources.set(1, sources.get(1).with("trail_flag_edge", true));
        sources.set(2, sources.get(2).with("trailLength", 6f));

        assertThat(allowed(ask(sources).asValue().orElseThrow(), 3)).containsExactly(1, 2);
    }

    @Test
    void withoutATrailItsFootprintTellsHowFastASourceMayHaveBeen() throws Exception {
        var source = Sky.source(10.03, -4.97).with("trailLength", Float.NaN);
        var boxes = List.of(Sky.box(10.03, -4.97, 8.0), Sky.box(10.03, -4.97, 9.0));
        var product = products.with(List.of(source, source), boxes);

        var cleared = ask(Sky.differenced(Sky.ready(), product, 2)).asValue().orElseThrow();

        assertThat(allowed(cleared, 2)).containsExactly(0); // diagonals 11.3" and 12.7"
    }

    @Test
    void aSourceWithoutAPlaceOnTheSkyIsNeitherAskedAboutNorAllowed() throws Exception {
        var boxes =
                List.of(Sky.box(10, -5), Sky.box(Double.NaN, -5), Sky.box(10, 95), Sky.box(11, 5));
        var product = products.with(stars(4), boxes);

        var cleared = ask(Sky.differenced(Sky.ready(), product, 4)).asValue().orElseThrow();

        assertThat(allowed(cleared, 4)).containsExactly(0, 3);
        assertThat(sattle.askedIds).containsExactlyInAnyOrder(Sky.id(0), Sky.id(3));
    }

    @Test
    void aProductWhoseTablesDisagreeIsSuppressed() throws Exception {
        var product = products.with(stars(3), List.of(Sky.box(10, -5)));

        var loss = ask(Sky.differenced(Sky.ready(), product, 3)).asLoss().orElseThrow();

        assertThat(loss.ending()).isEqualTo(Ending.SUPPRESSED);
        assertThat(loss.why()).contains("3 rows and 1 footprints");
    }

    @Test
    void anExposureIsRegisteredOnceForAllItsDetectors() throws Exception {
        var register = new RegisterStep(sattle);
        ReadyVisit two = Sky.ready(Sky.preloaded("t"), Sky.raw(0), Sky.raw(1));

        assertThat(register.ask(Sky.ready(), soon()).isDone()).isTrue();
        assertThat(register.ask(two, soon()).asValue()).contains(two);

        assertThat(sattle.registered.stream().map(it -> it.visit()))
                .containsExactly(Sky.VISIT, Sky.VISIT + 1);
    }

    @Test
    void anExposureThatCouldNotBeRegisteredIsRegisteredLater() throws Exception {
        var register = new RegisterStep(sattle);
        sattle.trouble = Optional.of(Loss.transientTrouble("Sattle is down"));
        assertThat(register.ask(Sky.ready(), soon()).isDone()).isFalse();

        sattle.trouble = Optional.empty();

        assertThat(register.ask(Sky.ready(), soon()).isDone()).isTrue();
        assertThat(sattle.registered).hasSize(1);
    }

    private Outcome<Cleared> ask(List<Columns> sources) throws InterruptedException {
        return ask(Sky.differenced(Sky.ready(), product(sources), sources.size()));
    }

    private Outcome<Cleared> ask(Differenced differenced) throws InterruptedException {
        return step.ask(differenced, soon());
    }

    private nightjar.model.Stored product(List<Columns> sources) {
        return products.with(sources);
    }

    private static List<Columns> stars(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Sky.source(10.01 + 0.01 * i, -4.97))
                .toList();
    }

    private static List<Integer> allowed(Cleared cleared, int sources) {
        return IntStream.range(0, sources).filter(cleared::allows).boxed().toList();
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(30));
    }
}
