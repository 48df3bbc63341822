// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static nightjar.job.audit.CleanNight.NOW;
import static nightjar.job.audit.CleanNight.ONE;
import static nightjar.job.audit.CleanNight.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightjar.job.audit.Evidence.AlertsSent;
import nightjar.job.audit.PlanFacts.ForcedKey;
import nightjar.model.Ending;
import nightjar.model.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each defect is found, as what it is, and nothing else with it. */
class ReconciliationTest {

    private static final long ALERT = id(ONE, 1);
    private static final Numbered NOBODY = new Numbered(CleanNight.SECOND, 7);

    /** A defect, what it must be found as, and of which visit-detector. */
    private record Defect(Kind kind, Numbered of, Consumer<CleanNight> plant) {

        @Override
        public String toString() {
            return kind.name();
        }
    }

    private static Defect of(Kind kind, Consumer<CleanNight> plant) {
        return new Defect(kind, ONE, plant);
    }

    static Stream<Defect> defects() {
        return Stream.concat(Stream.concat(alerts(), rows()), books());
    }

    private static Stream<Defect> alerts() {
        return Stream.of(
                of(Kind.ALERT_MISSING, night -> night.alerts.remove(ALERT)),
                of(Kind.ALERT_DOUBLED, night -> night.alerts.compute(ALERT, (id, it) -> twice(it))),
                of(Kind.ALERT_CHANGED, night -> night.alerts.put(ALERT, AlertsSent.once(other()))),
                new Defect(
                        Kind.ALERT_UNPLANNED,
                        NOBODY,
                        night -> night.alerts.put(id(NOBODY, 1), AlertsSent.once(other()))),
                of(
                        Kind.ALERT_UNPLANNED,
                        night -> night.alerts.put(id(ONE, 9), AlertsSent.once(other()))),
                new Defect(
                        Kind.ALERT_UNREADABLE,
                        new Numbered(0, 0),
                        night -> night.strangers.add("partition 0 offset 3: no alert")));
    }

    private static Stream<Defect> rows() {
        return Stream.of(
                of(Kind.ROW_MISSING, night -> night.diaSources.remove(ALERT)),
                of(Kind.ROW_DOUBLED, night -> night.diaSources.put(ALERT, 2)),
                of(Kind.ROW_UNPLANNED, night -> night.diaSources.put(id(ONE, 9), 1)),
                new Defect(
                        Kind.ROW_UNPLANNED,
                        NOBODY,
                        night -> night.diaSources.put(id(NOBODY, 1), 1)),
                of(
                        Kind.FORCED_ROW_MISSING,
                        night -> night.forced.remove(new ForcedKey(ALERT, ONE.visit(), 0))),
                of(
                        Kind.FORCED_ROW_UNPLANNED,
                        night -> night.forced.add(new ForcedKey(5, ONE.visit(), 0))),
                new Defect(
                        Kind.OBJECT_STALE,
                        new Numbered(CleanNight.SECOND, 0),
                        night -> night.objects.put(ALERT, List.of(CleanNight.storeTime(ONE)))),
                new Defect(
                        Kind.OBJECT_MISSING,
                        new Numbered(CleanNight.SECOND, 0),
                        night -> night.objects.remove(ALERT)),
                new Defect(
                        Kind.OBJECT_DOUBLED,
                        new Numbered(CleanNight.SECOND, 0),
                        night -> night.objects.put(ALERT, List.of(61_365.0, 61_364.0))));
    }

    private static Stream<Defect> books() {
        return Stream.of(
                of(
                        Kind.RECORD_MISSING,
                        night ->
                                night.records.remove(
                                        Fingerprint.of(ONE.toString().getBytes(UTF_8)))),
                of(Kind.RECORD_UNPLANNED, night -> night.recordOf.put(other(), ONE)),
                of(Kind.FILE_MISSING, night -> night.missingFiles.add(CleanNight.file(ONE))),
                of(Kind.PLAN_UNREADABLE, night -> night.unreadable(ONE)),
                of(
                        Kind.LEDGER_MISSING,
                        night -> night.ledger.keySet().removeIf(ReconciliationTest::isOne)),
                of(Kind.LEDGER_WRONG, night -> night.ledger(ONE, Ending.ALERTED, 1)),
                of(Kind.LEDGER_WRONG, night -> night.ledger(ONE, Ending.FAILED, 0)),
                new Defect(
                        Kind.LEDGER_UNCLAIMED,
                        NOBODY,
                        night -> night.ledger(NOBODY, Ending.EMPTY, 0)),
                of(Kind.PLAN_UNEVEN, ReconciliationTest::makeUneven));
    }

    private static boolean isOne(nightjar.model.VisitDetector key) {
        return key.group().equals(CleanNight.group(ONE)) && key.detector() == 0;
    }

    private static AlertsSent twice(AlertsSent it) {
        return it.and(it);
    }

    private static Fingerprint other() {
        return Fingerprint.of("other bytes".getBytes(UTF_8));
    }

    /** A plan, and all that follows from it, with an alert less than rows. */
    private static void makeUneven(CleanNight night) {
        var plan = CleanNight.plan(ONE);
        var one = Map.of(ALERT, CleanNight.bytes(ALERT));
        night.plans.put(
                ONE,
                Outcome.done(
                        new PlanFacts(
                                plan.group(),
                                ONE,
                                plan.storeTimeMjdTai(),
                                plan.diaSources(),
                                plan.forced(),
                                plan.objects(),
                                one,
                                plan.record(),
                                plan.files(),
                                Optional.empty(),
                                Set.of(),
                                1,
                                1)));
        night.alerts.remove(id(ONE, 2));
        night.ledger(ONE, Ending.ALERTED, 1);
    }

    @Test
    void aCleanNightIsClean() {
        assertThat(new CleanNight().findings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("defects")
    void aPlantedDefectIsFoundAndNothingElse(Defect defect) {
        var night = new CleanNight();
        defect.plant().accept(night);
        assertThat(night.findings())
                .singleElement()
                .satisfies(it -> assertThat(it.kind()).isEqualTo(defect.kind()))
                .satisfies(it -> assertThat(it.of()).isEqualTo(defect.of()));
    }

    @Test
    void aLedgerOfOnesOwnMayTellThatATwinHasIt() {
        var night = new CleanNight();
        night.rejected(ONE, "owned by " + night.claims.get(0).lineage());
        assertThat(night.findings()).isEmpty();

        night.rejected(ONE, "owned by nobody that is known");
        assertThat(night.findings())
                .singleElement()
                .satisfies(it -> assertThat(it.kind()).isEqualTo(Kind.LEDGER_WRONG));
    }

    @Test
    void everyKindIsPlantedByATest() {
        var planted = defects().map(Defect::kind).collect(Collectors.toCollection(TreeSet::new));
        planted.add(Kind.CLAIM_UNCOMMITTED);
        planted.add(Kind.ALERT_EARLY);
        assertThat(planted).isEqualTo(new TreeSet<>(EnumSet.allOf(Kind.class)));
    }

    @Test
    void aClaimIsGivenFiveMinutesToBeCommitted() {
        var night = new CleanNight();
        night.replaceClaim(CleanNight.claim(ONE, false, NOW - 299_000));
        night.alerts.remove(id(ONE, 1));
        night.alerts.remove(id(ONE, 2));
        assertThat(night.findings()).as("young").isEmpty();

        night.replaceClaim(CleanNight.claim(ONE, false, NOW - 300_000));
        assertThat(night.findings())
                .singleElement()
                .satisfies(it -> assertThat(it.kind()).isEqualTo(Kind.CLAIM_UNCOMMITTED));
    }

    @Test
    void anAlertBeforeTheMarkIsEarly() {
        var night = new CleanNight();
        night.replaceClaim(CleanNight.claim(ONE, false, NOW - 1000));
        night.alerts.remove(id(ONE, 2));
        assertThat(night.findings())
                .singleElement()
                .satisfies(it -> assertThat(it.kind()).isEqualTo(Kind.ALERT_EARLY));
    }

    @Test
    void whatWasMarkedJustNowMayStillBeMissing() {
        var night = new CleanNight();
        night.replaceClaim(CleanNight.claim(ONE, true, NOW - 119_000));
        night.alerts.remove(ALERT);
        night.records.clear();
        night.recordOf.clear();
        night.replaceClaim(CleanNight.claim(ONE, true, NOW - 119_000));
        assertThat(night.findings()).extracting(Finding::of).doesNotContain(ONE);
    }

    @Test
    void rowsOfAnUncommittedClaimArePlannedAndMayBeMissing() {
        var night = new CleanNight();
        night.replaceClaim(CleanNight.claim(ONE, false, NOW - 1000));
        night.alerts.remove(id(ONE, 1));
        night.alerts.remove(id(ONE, 2));
        night.diaSources.remove(ALERT);
        assertThat(night.findings()).isEmpty();
    }

    @Test
    void alertsOfDifferentBytesUnderOneIdAreDoubledAndChanged() {
        var night = new CleanNight();
        night.alerts.compute(ALERT, (id, it) -> it.and(AlertsSent.once(other())));
        assertThat(night.findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.ALERT_DOUBLED, Kind.ALERT_CHANGED);
    }

    @Test
    void aNewerObjectThanPlannedIsFine() {
        var night = new CleanNight();
        night.objects.put(ALERT, List.of(61_400.0));
        assertThat(night.findings()).isEmpty();
    }

    @Test
    void theReportShowsTwentyFindingsAtMostAndTheJsonAll() {
        var night = new CleanNight();
        night.alerts.clear();
        night.diaSources.clear();
        for (int counter = 10; counter < 100; counter++) {
            night.diaSources.put(id(NOBODY, counter), 1);
        }
        var findings = night.findings();
        var report =
                new AuditReport(
                        Scope.visits(CleanNight.FIRST + ".." + CleanNight.SECOND),
                        night.evidence(),
                        findings,
                        Patience.usual(NOW),
                        1);
        assertThat(findings).hasSize(8 + 8 + 90);
        assertThat(report.words().stream().filter(line -> line.matches(" {4}[0-9].*")).count())
                .isEqualTo(18);
        assertThat(report.words()).anyMatch(line -> line.contains("ALERT_MISSING 8: "));
        assertThat(report.json().path("findings")).hasSize(106);
        assertThat(report.json().path("kinds").path("ROW_UNPLANNED").asInt()).isEqualTo(90);
    }

    @Test
    void followingTellsOnlyWhatIsNewAndWhatIsMended() {
        var following = new Following();
        var at = java.time.Instant.ofEpochMilli(NOW);
        var night = new CleanNight();
        assertThat(following.news(report(night), at)).anyMatch(line -> line.startsWith("clean"));
        assertThat(following.news(report(night), at)).isEmpty();
        var gone = night.alerts.remove(ALERT);
        assertThat(following.news(report(night), at))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("ALERT_MISSING " + ONE));
        assertThat(following.news(report(night), at)).isEmpty();
        if (gone != null) {
            night.alerts.put(ALERT, gone);
        }
        assertThat(following.news(report(night), at))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("mended: ALERT_MISSING"));
    }

    private static AuditReport report(CleanNight night) {
        return new AuditReport(
                new Scope(CleanNight.FIRST, CleanNight.SECOND),
                night.evidence(),
                night.findings(),
                Patience.usual(NOW),
                1);
    }
}
