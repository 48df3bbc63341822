// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import nightjar.job.stories.Difference.Kind;
import nightjar.model.ids.DiaSourceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Detector 1 sees objects 70 and 80 last, the first for the third time; detector 0 object 90. */
class LastVisitTest {

    private static final StoryNight NIGHT =
            new StoryNight(1, Instant.parse("2026-11-20T21:00:00Z"));
    private static final long VISIT = NIGHT.lastVisit();
    private static final long BEFORE = VISIT - 1;
    private static final long FIRST = DiaSourceId.pack(0, VISIT, 1, 1);
    private static final long SECOND = DiaSourceId.pack(0, VISIT, 1, 2);
    private static final long OTHERS = DiaSourceId.pack(0, VISIT, 0, 1);
    private static final long EARLIER = DiaSourceId.pack(0, BEFORE, 1, 1);

    private static final Harvest UNDISTURBED =
            new Harvest(
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Map.of(
                            "DiaSource_692",
                            List.of(
                                    source(VISIT, 1, 70, FIRST),
                                    source(VISIT, 1, 80, SECOND),
                                    source(VISIT, 0, 90, OTHERS),
                                    source(BEFORE, 1, 60, EARLIER)),
                            "DiaObjectLast",
                            List.of(object(60, 1), object(70, 3), object(80, 2), object(90, 3))),
                    List.of(),
                    List.of());

    private final LastVisit victim = new LastVisit(1);
    private final Predicate<Difference> whole =
            victim.mayBeLost("detector 1").rule().in(NIGHT, UNDISTURBED);
    private final Predicate<Difference> one =
            victim.mayLackOne("a source").rule().in(NIGHT, UNDISTURBED);

    private static String source(long visit, int detector, long object, long id) {
        return "{detector=%d, diaObjectId=%d, diaSourceId=%d, ra=2.5, visit=%d}"
                .formatted(detector, object, id, visit);
    }

    private static String forced(long visit, int detector, long object) {
        return "{detector=%d, diaForcedSourceId=1, diaObjectId=%d, visit=%d}"
                .formatted(detector, object, visit);
    }

    private static String object(long id, int sources) {
        return "{apdb_part=5, diaObjectId=%d, nDiaSources=%d, ra=2.5}".formatted(id, sources);
    }

    private static Difference row(String table, String detail) {
        return new Difference(Kind.ROW, table, detail);
    }

    private static Difference alert(long visit, int detector, long id) {
        return new Difference(Kind.ALERT_LOST, visit + "/" + detector + " " + id, "is not there");
    }

    private static Difference outcome(String key, String now) {
        return new Difference(Kind.OUTCOME, key, "[" + now + "] why instead of [ALERTED(2)]");
    }

    private static Difference record(long visit, int detector) {
        return new Difference(
                Kind.RECORD,
                "records",
                "missing {\"data_id\":{\"instrument\":\"S\",\"detector\":%d,\"visit\":%d}}"
                        .formatted(detector, visit));
    }

    @Test
    void itsOwnLossesAreAllowed() {
        assertThat(
                        List.of(
                                outcome("visit-2/1", "FAILED"),
                                alert(VISIT, 1, FIRST),
                                alert(VISIT, 1, SECOND),
                                record(VISIT, 1),
                                row("DiaSource_692", "missing " + source(VISIT, 1, 70, FIRST)),
                                row(
                                        "DiaSourceToPartition",
                                        "missing {apdb_part=5, diaSourceId=" + SECOND + "}"),
                                row("DiaForcedSource_692", "missing " + forced(VISIT, 1, 60)),
                                row(
                                        "ApdbVisitDetector",
                                        "missing {detector=1, visit=" + VISIT + "}"),
                                row("DiaObject_692", "missing " + object(70, 3)),
                                row("DiaObjectLast", "missing " + object(70, 3)),
                                row("DiaObjectLast", "added " + object(70, 2))))
                .allMatch(whole);
    }

    @Test
    void lossesOfOtherDetectorsAndVisitsAreNot() {
        assertThat(
                        List.of(
                                outcome("visit-1/1", "FAILED"),
                                outcome("visit-2/0", "FAILED"),
                                outcome("visit-2/1", "ALERTED(2), FAILED"),
                                alert(VISIT, 0, OTHERS),
                                alert(BEFORE, 1, EARLIER),
                                record(VISIT, 0),
                                record(BEFORE, 1),
                                row("DiaSource_692", "missing " + source(BEFORE, 1, 60, EARLIER)),
                                row("DiaSource_692", "added " + source(VISIT, 1, 70, FIRST)),
                                row(
                                        "DiaSourceToPartition",
                                        "missing {apdb_part=5, diaSourceId=" + EARLIER + "}"),
                                row("DiaForcedSource_692", "missing " + forced(BEFORE, 1, 70)),
                                row("DiaForcedSource_692", "added " + forced(VISIT, 1, 70)),
                                row(
                                        "ApdbVisitDetector",
                                        "missing {detector=1, visit=" + BEFORE + "}")))
                .noneMatch(whole);
    }

    @Test
    void objectsThatItDidNotSeeLastAndTheirEarlierStepsMustBeThere() {
        assertThat(
                        List.of(
                                row("DiaObjectLast", "missing " + object(60, 1)),
                                row("DiaObjectLast", "missing " + object(90, 3)),
                                row("DiaObjectLast", "added " + object(90, 2)),
                                row("DiaObjectLast", "added " + object(70, 1)),
                                row("DiaObject_692", "missing " + object(70, 2)),
                                row("DiaObject_692", "added " + object(70, 2))))
                .noneMatch(whole);
    }

    @Test
    void whereOneSourceIsWithheldNoOtherMayBeMissing() {
        assertThat(victim.oftenSeen(NIGHT, UNDISTURBED)).contains(FIRST);
        assertThat(
                        List.of(
                                outcome("visit-2/1", "ALERTED(1)"),
                                alert(VISIT, 1, FIRST),
                                row("DiaSource_692", "missing " + source(VISIT, 1, 70, FIRST)),
                                row("DiaForcedSource_692", "missing " + forced(VISIT, 1, 70)),
                                row("DiaForcedSource_692", "added " + forced(VISIT, 1, 70)),
                                row("DiaObjectLast", "added " + object(70, 2))))
                .allMatch(one);
        assertThat(
                        List.of(
                                outcome("visit-2/1", "ALERTED(0)"),
                                outcome("visit-2/1", "FAILED"),
                                alert(VISIT, 1, SECOND),
                                record(VISIT, 1),
                                row("DiaSource_692", "missing " + source(VISIT, 1, 80, SECOND)),
                                row("DiaForcedSource_692", "missing " + forced(VISIT, 1, 80)),
                                row("DiaForcedSource_692", "added " + forced(BEFORE, 1, 70)),
                                row("DiaObjectLast", "missing " + object(80, 2)),
                                row(
                                        "ApdbVisitDetector",
                                        "missing {detector=1, visit=" + VISIT + "}")))
                .noneMatch(one);
    }

    @ParameterizedTest
    @EnumSource(names = {"ALERT_TWICE", "ALERT_ADDED", "ALERT_BYTES", "AUDIT", "PROMISE"})
    void nothingExcusesDoublesOrAWitness(Kind kind) {
        var difference = new Difference(kind, VISIT + "/1 " + FIRST, source(VISIT, 1, 70, FIRST));
        assertThat(whole.or(one)).rejects(difference);
    }
}
