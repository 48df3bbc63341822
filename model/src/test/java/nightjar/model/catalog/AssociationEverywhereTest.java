// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import nightjar.model.sky.SkyPolygon;
import nightjar.model.sky.SkyPosition;
import nightjar.model.sky.UnitVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Association where coordinates are awkward: at right ascension 0, at the poles, without any. */
class AssociationEverywhereTest {

    private static final double ARCSEC = 1 / 3600.0;

    @Test
    void whereTheSkyIsTurnedToDoesNotMatter() {
        var random = new Random(360);
        for (int round = 0; round < 40; round++) {
            List<double[]> objects = clump(random, 12);
            List<double[]> sources = clump(random, 12);
            double dec = -85 + 170 * random.nextDouble();
            Map<Long, Long> expected = matches(objects, sources, 100, dec);
            for (double ra : new double[] {0, 1e-5, 360 - 1e-5, 180, 359.9999}) {
                assertThat(matches(objects, sources, ra, dec))
                        .as("round %s at %s, %s", round, ra, dec)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "359.99995, 0",
        "90, 0",
        "180, 45",
        "270, -45",
        "12, 90",
        "12, -90",
        "300, 89.9999",
        "77, -89.9999",
        "45, 35.2644"
    })
    void noPairWithinTheRadiusIsMissedAnywhere(double ra, double dec) {
        var random = new Random(90);
        List<DiaObject> objects = new ArrayList<>();
        List<DiaSource> sources = new ArrayList<>();
        var centre = new SkyPosition(ra, dec).toUnitVector();
        for (int i = 0; i < 150; i++) {
            objects.add(at(Sky.object(1000 + i, 0, 1), near(centre, random)));
            sources.add(at(Sky.source(i, 0), near(centre, random)));
        }
        var pairs = Association.DEFAULT.pairs(objects, sources, false);
        assertThat(pairs)
                .extracting(it -> it.row() + " " + it.column())
                .containsExactlyInAnyOrderElementsOf(pairsByHand(objects, sources));
        assertThat(pairs).as("a test that sees something").hasSizeGreaterThan(50);
    }

    @Test
    void aSourceBeyondThePoleIsOnlyAnArcsecondAway() {
        var object = at(Sky.object(7, 0, 1), new SkyPosition(10, 90 - 0.3 * ARCSEC));
        var source = at(Sky.source(1, 0), new SkyPosition(190, 90 - 0.3 * ARCSEC));
        assertThat(Association.DEFAULT.match(List.of(object), List.of(source)).objectOfSource())
                .isEqualTo(Map.of(1L, 7L));
        var pole = at(Sky.source(2, 0), new SkyPosition(123, 90));
        assertThat(Association.DEFAULT.match(List.of(object), List.of(pole)).objectOfSource())
                .isEqualTo(Map.of(2L, 7L));
    }

    @ParameterizedTest
    @CsvSource({"0, 30", "359.99999, -30", "200, 90", "20, -90"})
    void anObjectsMeanPositionIsAmongItsSources(double ra, double dec) {
        var centre = new SkyPosition(ra, dec);
        var random = new Random(5);
        List<DiaSource> sources =
                IntStream.range(0, 8)
                        .mapToObj(i -> at(Sky.source(i, 0), near(centre.toUnitVector(), random)))
                        .toList();
        Columns mean = Summaries.of(sources);
        assertThat(mean.number("ra")).isBetween(0.0, 360.0);
        assertThat(new SkyPosition(mean.number("ra"), mean.number("dec")).separationArcsec(centre))
                .isCloseTo(0, within(6.0));
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "0, 90", "0, -90", "180, 89.999"})
    void aVisitOfAnyFieldFindsItsObjectsAgain(double ra, double dec) {
        var centre = new SkyPosition(ra, dec).toUnitVector();
        var random = new Random(8);
        List<DiaSource> first =
                IntStream.range(0, 50)
                        .mapToObj(i -> at(Sky.source(i + 1, 0), near(centre, random)))
                        .toList();
        var seen = seen(centre, first);
        AssociatedSky before = run(seen, Prior.EMPTY, 61_364.2);
        assertThat(before.objects()).hasSize(50);

        List<DiaSource> second =
                first.stream()
                        .map(
                                s ->
                                        s.with("diaSourceId", s.id() + 1000)
                                                .with("visit", 2026112000013L))
                        .toList();
        var prior = new Prior(before.objects(), before.sources(), List.of());
        AssociatedSky after = run(seen(centre, second), prior, 61_364.3);
        assertThat(after.objects())
                .extracting(DiaObject::id)
                .containsExactlyElementsOf(before.objects().stream().map(DiaObject::id).toList());
        assertThat(after.objects()).allMatch(it -> it.nDiaSources() == 2);
    }

    @Test
    void sourcesWithoutAPositionChangeNothing() {
        var random = new Random(4);
        List<DiaSource> good = new ArrayList<>();
        List<DiaSource> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            var source = Sky.source(i + 1, random.nextDouble() * 150 - 75);
            good.add(source);
            all.add(source);
            all.add(Sky.source(1000 + i, 3).with(i % 2 == 0 ? "ra" : "dec", Double.NaN));
        }
        var prior =
                new Prior(
                        IntStream.range(0, 30)
                                .mapToObj(i -> Sky.object(5000 + i, i * 5 - 75, 1))
                                .toList(),
                        List.of(),
                        List.of());
        AssociatedSky expected = run(Sky.seen(good.toArray(DiaSource[]::new)), prior, 61_364.2);
        AssociatedSky found = run(Sky.seen(all.toArray(DiaSource[]::new)), prior, 61_364.2);
        assertThat(found.sources()).isEqualTo(expected.sources());
        assertThat(found.objects()).isEqualTo(expected.objects());
        assertThat(found.marginal()).as("told as dropped").hasSize(60);
    }

    private static AssociatedSky run(Detections seen, Prior prior, double storeTime) {
        return AssociationStep.DEFAULT
                .run(seen, prior, storeTime)
                .fold(
                        it -> it,
                        tooMany -> {
                            throw new AssertionError(tooMany.toString());
                        });
    }

    private static Detections seen(UnitVector centre, List<DiaSource> sources) {
        List<SkyPosition> corners = new ArrayList<>();
        for (double[] corner :
                new double[][] {{-100, -100}, {100, -100}, {100, 100}, {-100, 100}}) {
            corners.add(moved(centre, corner[0], corner[1]));
        }
        return new Detections(
                sources.get(0).columns().whole("visit", 0),
                4,
                SkyPolygon.ofCorners(corners),
                0.2,
                sources,
                List.of());
    }

    private static Map<Long, Long> matches(
            List<double[]> objects, List<double[]> sources, double ra, double dec) {
        List<DiaObject> known = new ArrayList<>();
        List<DiaSource> seen = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            known.add(at(Sky.object(100 + i, 0, 1), shifted(objects.get(i), ra, dec)));
            seen.add(at(Sky.source(i, 0), shifted(sources.get(i), ra, dec)));
        }
        return Association.DEFAULT.match(known, seen).objectOfSource();
    }

    /** Offsets of up to 2" in both coordinates. */
    private static List<double[]> clump(Random random, int size) {
        return IntStream.range(0, size)
                .mapToObj(
                        i ->
                                new double[] {
                                    4 * random.nextDouble() - 2, 4 * random.nextDouble() - 2
                                })
                .toList();
    }

    private static SkyPosition shifted(double[] arcsec, double ra, double dec) {
        double there = ra + arcsec[0] * ARCSEC;
        return new SkyPosition(there < 0 ? there + 360 : there % 360, dec + arcsec[1] * ARCSEC);
    }

    /** Somewhere within 4" to each side. */
    private static SkyPosition near(UnitVector centre, Random random) {
        return moved(centre, 8 * random.nextDouble() - 4, 8 * random.nextDouble() - 4);
    }

    private static SkyPosition moved(UnitVector centre, double east, double north) {
        var axis = Math.abs(centre.z()) < 0.9 ? new UnitVector(0, 0, 1) : new UnitVector(1, 0, 0);
        var x = axis.cross(centre).normalized();
        var y = centre.cross(x);
        return centre.plus(x.times(east / SkyPosition.ARCSEC_PER_RADIAN))
                .plus(y.times(north / SkyPosition.ARCSEC_PER_RADIAN))
                .normalized()
                .toPosition();
    }

    private static List<String> pairsByHand(List<DiaObject> objects, List<DiaSource> sources) {
        List<String> pairs = new ArrayList<>();
        for (int row = 0; row < sources.size(); row++) {
            for (int column = 0; column < objects.size(); column++) {
                if (sources.get(row).position().separationArcsec(objects.get(column).position())
                        <= 1) {
                    pairs.add(row + " " + column);
                }
            }
        }
        return pairs;
    }

    private static DiaSource at(DiaSource source, SkyPosition position) {
        return source.with("ra", position.raDeg()).with("dec", position.decDeg());
    }

    private static DiaObject at(DiaObject object, SkyPosition position) {
        return new DiaObject(
                object.columns().with("ra", position.raDeg()).with("dec", position.decDeg()));
    }
}
