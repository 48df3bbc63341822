// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored, what is forced, and what is refused before anything is. */
class AssociationRulesTest {

    private static final double STORE = 61_364.2;

    @Test
    void aThousandNewObjectsAreBelievedAndOneMoreIsNot() {
        assertThat(run(newSources(1000), Prior.EMPTY)).isInstanceOf(AssociatedSky.class);
        assertThat(run(newSources(1001), Prior.EMPTY)).isEqualTo(new TooManyNewObjects(1001, 1000));
    }

    @Test
    void onlyWhatFoundsAnObjectCountsAgainstTheLimit() {
        List<DiaSource> sources = newSources(1000);
        for (int i = 0; i < 500; i++) {
            sources.add(spread(2000 + i).with("pixelFlags_crCenter", true));
            sources.add(spread(3000 + i));
        }
        List<DiaObject> known =
                IntStream.range(0, 500)
                        .mapToObj(i -> new DiaObject(object(90_000 + i, spread(3000 + i))))
                        .toList();
        assertThat(run(sources, new Prior(known, List.of(), List.of())))
                .isInstanceOfSatisfying(
                        AssociatedSky.class,
                        sky -> {
                            assertThat(sky.sources()).hasSize(1500);
                            assertThat(sky.marginal()).hasSize(500);
                        });
    }

    @Test
    void aSourceIdThatOccursTwiceIsRefusedBeforeAnythingIsStored() {
        for (DiaSource twin : List.of(Sky.source(11, 0), Sky.source(11, 40))) {
            assertThatThrownBy(() -> run(List.of(Sky.source(11, 0), twin), Prior.EMPTY))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("11");
        }
        assertThatThrownBy(
                        () ->
                                run(
                                        List.of(
                                                Sky.source(11, 0),
                                                Sky.source(11, 9).with("glint_trail", true)),
                                        Prior.EMPTY))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void everySourceIsEitherStoredOrMarginalAndOnlyUnmatchedOnesAreMarginal() {
        var random = new Random(425);
        for (int round = 0; round < 30; round++) {
            List<DiaSource> sources = new ArrayList<>();
            List<DiaObject> objects = new ArrayList<>();
            Set<Long> matched = new HashSet<>();
            for (int i = 0; i < 40; i++) {
                DiaSource source = doubtful(Sky.source(i + 1, i * 4 - 80), random);
                sources.add(source);
                if (random.nextBoolean()) {
                    objects.add(Sky.object(1000 + i, i * 4 - 80.2, 1));
                    matched.add(source.id());
                }
            }
            var prior = new Prior(objects, List.of(), List.of());
            var sky = (AssociatedSky) run(sources, prior);
            Set<Long> stored = ids(sky.sources());
            Set<Long> marginal = ids(sky.marginal());
            Set<Long> expected =
                    sources.stream()
                            .filter(s -> !matched.contains(s.id()) && isDoubtful(s))
                            .map(DiaSource::id)
                            .collect(Collectors.toSet());
            assertThat(marginal).as("round %s", round).isEqualTo(expected);
            assertThat(stored).doesNotContainAnyElementsOf(marginal).containsAll(matched);
            assertThat(stored.size() + marginal.size()).isEqualTo(sources.size());
            assertThat(sky.objects())
                    .as("an object for each stored source and none for a marginal one")
                    .hasSameSizeAs(sky.sources())
                    .allSatisfy(o -> assertThat(marginal).doesNotContain(o.id()));
            assertThat(sky.toForce()).allSatisfy(o -> assertThat(marginal).doesNotContain(o.id()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "centroid_flag",
                "pixelFlags_crCenter",
                "pixelFlags_nodataCenter",
                "pixelFlags_interpolatedCenter",
                "pixelFlags_saturatedCenter",
                "pixelFlags_suspectCenter",
                "pixelFlags_streakCenter",
                "glint_trail"
            })
    void eachOfUpstreamsFlagsMakesAnUnmatchedSourceMarginal(String flag) {
        DiaSource source = Sky.source(1, 0);
        assertThat(NewObjects.of(List.of(source.with(flag, true))).founders()).isEmpty();
        assertThat(NewObjects.of(List.of(source.with(flag, false))).founders()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"0.1, true", "0.0999, false", "0, false", "NaN, true", "1, true"})
    void anUnlikelySourceFoundsNothing(double reliability, boolean founds) {
        DiaSource source = Sky.source(1, 0).with("reliability", reliability);
        assertThat(NewObjects.of(List.of(source)).founders().isEmpty()).isEqualTo(!founds);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 2, 0.5, 1.4, false, false, true",
        "2, 2, 0.5, 1.4000001, false, false, false",
        "2, 2, 0.4999, 0.1, false, false, false",
        "2, 2, 0.9, NaN, false, false, false",
        "2, 2, NaN, 0.1, false, false, false",
        "2, 2, 0.9, 0.1, true, false, false",
        "2, 2, 0.9, 0.1, false, true, false",
        "2, 2, 0.9, 0.1, , false, false",
        "2, 2, 0.9, 0.1, false, , false",
        "1, 2, 0.9, 0.1, false, false, false",
        "2, 1, 0.9, 0.1, false, false, false",
        "9, 9, 0.9, 0.0, false, false, true"
    })
    void forcedAreObjectsSeenTwiceAsSomethingGood(
            int nDiaSources,
            int alike,
            double reliability,
            double trailLength,
            Boolean glint,
            Boolean dipole,
            boolean forced) {
        Columns row =
                Sky.source(1, 0)
                        .columns()
                        .with("reliability", reliability)
                        .with("trailLength", trailLength)
                        .without("glint_trail")
                        .without("isDipole");
        row = glint == null ? row : row.with("glint_trail", glint);
        row = dipole == null ? row : row.with("isDipole", dipole);
        var source = new DiaSource(row);
        var bad = Sky.source(2, 0).with("isDipole", true);
        List<DiaSource> history = new ArrayList<>(List.of(bad, bad, bad));
        IntStream.range(0, alike).forEach(i -> history.add(source));
        assertThat(ForcedSelection.qualifies(nDiaSources, history)).isEqualTo(forced);
    }

    @Test
    void anUpdatedObjectIsForcedThoughItLiesJustOutsideTheImage() {
        var object = Sky.object(7, 100.9, 1);
        var prior = new Prior(List.of(object), List.of(Sky.earlier(1, 7, 100.9, 3)), List.of());
        var sky = (AssociatedSky) run(List.of(Sky.source(11, 99.95)), prior);
        assertThat(sky.toForce()).extracting(DiaObject::id).containsExactly(7L);
        var unseen = (AssociatedSky) run(List.of(), prior);
        assertThat(unseen.toForce()).isEmpty();
    }

    private static AssociationResult run(List<DiaSource> sources, Prior prior) {
        return AssociationStep.DEFAULT.run(
                Sky.seen(sources.toArray(DiaSource[]::new)), prior, STORE);
    }

    private static List<DiaSource> newSources(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(AssociationRulesTest::spread)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Source of this id in a place of its own: a raster of 3". */
    private static DiaSource spread(int id) {
        return Sky.source(id, (id / 64) * 3 - 95)
                .with("ra", Sky.RA + ((id % 64) * 3 - 95) / 3600.0);
    }

    private static Columns object(long id, DiaSource at) {
        return Sky.object(id, 0, 1).columns().with("ra", at.raDeg()).with("dec", at.decDeg());
    }

    private static DiaSource doubtful(DiaSource source, Random random) {
        int what = random.nextInt(3 * NewObjects.BAD_FLAGS.size());
        DiaSource flagged =
                what < NewObjects.BAD_FLAGS.size()
                        ? source.with(NewObjects.BAD_FLAGS.get(what), true)
                        : source;
        return random.nextInt(5) == 0 ? flagged.with("reliability", 0.05) : flagged;
    }

    private static boolean isDoubtful(DiaSource source) {
        return source.reliability() < 0.1 || NewObjects.BAD_FLAGS.stream().anyMatch(source::flag);
    }

    private static Set<Long> ids(List<DiaSource> sources) {
        return sources.stream().map(DiaSource::id).collect(Collectors.toSet());
    }
}
