// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssociationStepTest {

    private static final double STORE = 61364.2;

    @Test
    void aSourceInAnEmptySkyFoundsAnObjectOfItsOwnId() {
        AssociatedSky done = associated(Sky.seen(Sky.source(11, 0)), Prior.EMPTY);
        DiaObject object = done.objects().get(0);
        assertThat(object.id()).isEqualTo(11);
        assertThat(object.validityStartMjdTai()).isEqualTo(STORE);
        assertThat(object.nDiaSources()).isEqualTo(1);
        assertThat(object.columns().number("raErr"))
                .isEqualTo(Sky.source(11, 0).columns().number("raErr"));
        assertThat(done.sources()).extracting(DiaSource::diaObjectId).containsExactly(11L);
        assertThat(done.toForce()).isEmpty();
    }

    @Test
    void aKnownObjectIsSummarisedFromItsWholeHistoryAndForced() {
        Prior prior =
                new Prior(
                        List.of(Sky.object(7, 0, 1)),
                        List.of(Sky.earlier(1, 7, 0, 3)),
                        List.of(forced(7, 1), forced(8, 2)));
        AssociatedSky done = associated(Sky.seen(Sky.source(11, 0.4)), prior);
        DiaObject object = done.objects().get(0);
        assertThat(object.id()).isEqualTo(7);
        assertThat(object.nDiaSources()).isEqualTo(2);
        assertThat(object.decDeg()).isCloseTo(Sky.DEC + 0.2 / 3600, within(1e-9));
        assertThat(object.columns().number("raErr"))
                .as("the error of the first source stays")
                .isEqualTo(prior.objects().get(0).columns().number("raErr"));
        assertThat(done.toForce()).extracting(DiaObject::id).containsExactly(7L);
        assertThat(done.sourceHistory().get(7L)).extracting(DiaSource::id).containsExactly(1L);
        assertThat(done.forcedHistory()).containsOnlyKeys(7L);
    }

    @Test
    void anObjectInTheImageIsForcedThoughNotSeen() {
        Prior prior =
                new Prior(
                        List.of(Sky.object(7, 50, 2), Sky.object(8, 150, 2), Sky.object(9, 60, 1)),
                        List.of(
                                Sky.earlier(1, 7, 50, 3),
                                Sky.earlier(2, 7, 50, 2),
                                Sky.earlier(3, 8, 150, 3),
                                Sky.earlier(4, 8, 150, 2)),
                        List.of());
        AssociatedSky done = associated(Sky.seen(), prior);
        assertThat(done.objects()).isEmpty();
        assertThat(done.toForce()).extracting(DiaObject::id).containsExactly(7L);
    }

    @Test
    void aSolarSystemObjectIsNoDiaObject() {
        DiaSource moving = Sky.source(11, 0);
        Detections seen =
                new Detections(
                        2026112000012L,
                        4,
                        Sky.image(),
                        0.2,
                        List.of(moving, Sky.source(12, 30)),
                        List.of(new SolarSystemMatch.Prediction(77, moving.position())));
        AssociatedSky done =
                associated(seen, new Prior(List.of(Sky.object(7, 0, 1)), List.of(), List.of()));
        assertThat(done.sources()).extracting(DiaSource::ssObjectId).containsExactly(77L, 0L);
        assertThat(done.sources()).extracting(DiaSource::diaObjectId).containsExactly(0L, 12L);
        assertThat(done.objects()).extracting(DiaObject::id).containsExactly(12L);
    }

    @Test
    void marginalSourcesAreDroppedUnlessAnObjectOwnsThem() {
        DiaSource flagged = Sky.source(11, 0).with("pixelFlags_crCenter", true);
        DiaSource doubtful = Sky.source(12, 30).with("reliability", 0.05);
        DiaSource unclassified = Sky.source(13, 60).with("reliability", Double.NaN);
        Prior prior = new Prior(List.of(Sky.object(7, 0, 1)), List.of(), List.of());
        AssociatedSky done = associated(Sky.seen(flagged, doubtful, unclassified), prior);
        assertThat(done.sources()).extracting(DiaSource::id).containsExactly(11L, 13L);
        assertThat(done.marginal()).extracting(DiaSource::id).containsExactly(12L);
    }

    /** The flags that lsst/ap_pipe's diaPipe removes new objects for. */
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
    void aFlaggedSourceFoundsNothing(String flag) {
        AssociatedSky done = associated(Sky.seen(Sky.source(11, 0).with(flag, true)), Prior.EMPTY);
        assertThat(done.sources()).isEmpty();
        assertThat(done.objects()).isEmpty();
        assertThat(done.marginal()).hasSize(1);
    }

    @Test
    void aKnownBodyIsAlertedThoughItsSourceWouldFoundNothing() {
        DiaSource moving = Sky.source(11, 0).with("pixelFlags_streakCenter", true);
        Detections seen =
                new Detections(
                        2026112000012L,
                        4,
                        Sky.image(),
                        0.2,
                        List.of(moving),
                        List.of(new SolarSystemMatch.Prediction(77, moving.position())));
        assertThat(associated(seen, Prior.EMPTY).sources())
                .extracting(DiaSource::ssObjectId)
                .containsExactly(77L);
    }

    @Test
    void anObjectBeyondTenPixelsOutsideTheImageOwnsNothing() {
        DiaSource atEdge = Sky.source(11, 99.9);
        DiaObject near = Sky.object(7, 100.8, 1);
        assertThat(ownerOf(atEdge, near)).isEqualTo(7);
        DiaSource beyond = Sky.source(11, 102.4);
        assertThat(ownerOf(beyond, Sky.object(7, 102.5, 1))).isEqualTo(11);
    }

    @Test
    void tooManyNewObjectsAreBelievedByNobody() {
        DiaSource[] sources =
                IntStream.range(0, 5)
                        .mapToObj(i -> Sky.source(i + 1, i * 5))
                        .toArray(DiaSource[]::new);
        AssociationStep strict = new AssociationStep(Association.DEFAULT, 4);
        assertThat(strict.run(Sky.seen(sources), Prior.EMPTY, STORE))
                .isEqualTo(new TooManyNewObjects(5, 4));
        assertThat(
                        new AssociationStep(Association.DEFAULT, 5)
                                .run(Sky.seen(sources), Prior.EMPTY, STORE))
                .isInstanceOf(AssociatedSky.class);
    }

    @Test
    void rowsOfAnEarlierAttemptAreNotHistory() {
        DiaSource own = Sky.source(11, 0);
        Prior prior =
                new Prior(
                        List.of(Sky.object(7, 0, 1)),
                        List.of(own.with("diaObjectId", 7L)),
                        List.of());
        assertThat(associated(Sky.seen(own), prior).objects().get(0).nDiaSources()).isEqualTo(1);
    }

    @Test
    void aMovedObjectReadTwiceCountsOnceByItsNewestVersion() {
        DiaObject old = Sky.object(7, 0.5, 1);
        DiaObject moved =
                new DiaObject(Sky.object(7, 0.1, 2).columns().with("validityStartMjdTai", 61100.0));
        for (List<DiaObject> objects : List.of(List.of(old, moved), List.of(moved, old))) {
            AssociatedSky done =
                    associated(
                            Sky.seen(Sky.source(11, 0)), new Prior(objects, List.of(), List.of()));
            assertThat(done.objects()).extracting(DiaObject::id).containsExactly(7L);
        }
    }

    @Test
    void theOrderOfThePriorRowsDoesNotMatter() {
        Random random = new Random(11);
        List<DiaObject> objects = new ArrayList<>();
        List<DiaSource> history = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            objects.add(Sky.object(100 + i, i * 3 - 45, 2));
            history.add(
                    Sky.earlier(1000 + i, 100 + i, i * 3 - 45, 1 + i % 4).with("psfFlux", i / 3.0));
            history.add(Sky.earlier(2000 + i, 100 + i, i * 3 - 45.1, 1 + i % 4));
        }
        Detections seen = Sky.seen(Sky.source(1, 0), Sky.source(2, 3.1), Sky.source(3, -44));
        AssociatedSky expected = associated(seen, new Prior(objects, history, List.of()));
        Collections.shuffle(objects, random);
        Collections.shuffle(history, random);
        assertThat(associated(seen, new Prior(objects, history, List.of()))).isEqualTo(expected);
    }

    private static long ownerOf(DiaSource source, DiaObject object) {
        Prior prior = new Prior(List.of(object), List.of(), List.of());
        return associated(Sky.seen(source), prior).sources().get(0).diaObjectId();
    }

    private static DiaForcedSource forced(long object, long visit) {
        return new DiaForcedSource(
                Columns.EMPTY
                        .with("diaObjectId", object)
                        .with("visit", visit)
                        .with("detector", 4)
                        .with("midpointMjdTai", 61300.0));
    }

    private static AssociatedSky associated(Detections seen, Prior prior) {
        return AssociationStep.DEFAULT
                .run(seen, prior, STORE)
                .fold(
                        a -> a,
                        tooMany -> {
                            throw new AssertionError(tooMany.toString());
                        });
    }
}
