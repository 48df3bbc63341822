// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import nightjar.model.Cause;
import nightjar.model.Committed;
import nightjar.model.Ending;
import nightjar.model.ExpectedVisit;
import nightjar.model.Loss;
import nightjar.model.Planned;
import nightjar.model.Preloaded;
import nightjar.model.ReadyVisit;
import nightjar.model.VisitDetector;
import nightjar.model.catalog.Columns;
import nightjar.model.time.Tai;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitStepTest {

    private final Night night;

    CommitStepTest(@TempDir Path scratch) {
        night = new Night(scratch);
    }

    @Test
    void planClaimRowsFilesMarkInThisOrder() throws Exception {
        var planned = night.planned(stars(2));

        var committed = commit(planned);

        assertThat(night.effects.done).containsExactly("plan", "claim", "rows", "file", "mark");
        assertThat(committed.alerts()).isEqualTo(2);
        assertThat(committed.visit()).isEqualTo(Sky.VISIT);
        assertThat(committed.readoutEndMillis()).isEqualTo(Sky.ready().readoutEndMillis());
        assertThat(committed.arrivedMillis()).isEqualTo(3100);
        assertThat(night.store.objects).containsKey(Night.EXPORTED);
    }

    @Test
    void whatCannotBeExportedIsFoundBeforeAnythingIsClaimed() throws Exception {
        night.products.absent.add("difference.fits");

        var loss = night.plan(stars(1)).asLoss().orElseThrow();

        assertThat(loss.why()).contains("left no difference.fits");
        assertThat(loss.cause()).isEqualTo(Cause.NON_RETRIABLE);
        assertThat(night.effects.done).isEmpty();
    }

    @Test
    void alertsAndRowsNameTheSameSources() throws Exception {
        var committed = commit(night.planned(stars(3)));

        var rows = night.apdb.writes.get(0).diaSources();
        assertThat(rows.stream().map(row -> row.whole("diaSourceId", 0)))
                .containsExactly(Sky.id(0), Sky.id(1), Sky.id(2));
        var texts = night.plans.texts(committed.plan());
        assertThat(texts).hasSize(3);
        for (int alert = 0; alert < 3; alert++) {
            assertThat(texts.get(alert)).contains("diaSourceId=" + Sky.id(alert));
        }
    }

    @Test
    void anAlertTellsTheHistoryOfItsObject() throws Exception {
        night.apdb.prior = AssociateAndForceTest.knownObject(Sky.MIDPOINT - 3);
        night.workers.forced =
                """
                diaObjectId,ra,dec,x,y,psfFlux,psfFluxErr,scienceFlux,scienceFluxErr,inside
                77,10.01,-4.97,5,5,12.5,0.5,1,1,true
                """;

        var texts = night.plans.texts(commit(night.planned(stars(2))).plan());

        assertThat(texts.get(0)).contains("diaObjectId=77", "diaSourceId=105", "12.5");
        assertThat(texts.get(1)).contains("prvDiaSources=[]", "prvDiaForcedSources=[]");
    }

    @Test
    void anEmptyVisitClaimsTooAndStoresNothing() throws Exception {
        var committed = commit(night.planned(List.of()));

        assertThat(committed.alerts()).isZero();
        assertThat(night.effects.done).containsExactly("plan", "claim", "file", "mark");
        assertThat(night.claims.claims).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void aCrashAfterAnyEffectEndsInTheSameRowsAlertsAndOneClaim(int effects) throws Exception {
        double firstTime = Tai.mjdTaiOfUtcMillis(night.nowMillis);
        night.effects.crashAfter(effects);
        assertThatThrownBy(() -> night.commit("ours", night.planned(stars(2))))
                .isInstanceOf(Effects.Crash.class);
        night.nowMillis += 60_000;
        var again = night.planned(stars(2));
        assertThat(again.storeTimeMjdTai()).isNotEqualTo(firstTime);

        var committed = commit(again);
        var repeated = commit(again);

        assertThat(repeated).isEqualTo(committed);
        assertThat(night.claims.claims).hasSize(1);
        assertThat(night.apdb.writes.stream().distinct()).hasSize(1);
        double claimed = night.apdb.writes.get(0).storeTimeMjdTai();
        assertThat(claimed).isEqualTo(effects == 1 ? again.storeTimeMjdTai() : firstTime);
        assertThat(night.plans.read(committed.plan()).asValue().orElseThrow().rows())
                .isEqualTo(night.apdb.writes.get(0));
        assertThat(night.plans.texts(committed.plan())).hasSize(2);
        assertThat(night.store.objects).containsOnlyKeys(Night.EXPORTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void anEffectWhoseAnswerIsLostIsTriedAgainAndNotDoubled(int effects) throws Exception {
        var planned = night.planned(stars(2));
        night.effects.unknownAfter(effects);

        var loss = night.commit("ours", planned).asLoss().orElseThrow();
        assertThat(loss.cause()).isEqualTo(Cause.TRANSIENT);
        assertThat(loss.ending()).isEqualTo(Ending.FAILED);
        assertThat(loss.why()).startsWith("commit unresolved");
        night.nowMillis += 60_000;

        assertThat(commit(night.planned(stars(2))).alerts()).isEqualTo(2);
        assertThat(night.claims.claims).hasSize(1);
        assertThat(night.apdb.writes.stream().distinct()).hasSize(1);
    }

    @Test
    void aClaimThatCannotBeMadeIsWaitedFor() throws Exception {
        var planned = night.planned(stars(1));
        night.claims.trouble = Optional.of(Loss.failed("Cassandra says no"));
        night.effects.done.clear();

        assertThat(night.commit("ours", planned).asLoss().orElseThrow().cause())
                .isEqualTo(Cause.TRANSIENT);
        assertThat(night.effects.done).isEmpty();
    }

    @Test
    void rowsThatCannotBeWrittenAreWrittenLaterAndNeverGivenUp() throws Exception {
        var planned = night.planned(stars(1));
        night.apdb.trouble = Optional.of(Loss.failed("invalid query"));

        assertThat(night.commit("ours", planned).asLoss().orElseThrow().cause())
                .isEqualTo(Cause.TRANSIENT);

        night.apdb.trouble = Optional.empty();
        assertThat(commit(planned).alerts()).isEqualTo(1);
    }

    @Test
    void whatAnotherLineageOwnsIsRejectedWithoutRowsAndAlerts() throws Exception {
        var planned = night.planned(stars(1));
        assertThat(night.commit("theirs", planned).isDone()).isTrue();
        night.effects.done.clear();

        assertThat(night.commit("ours", planned).asLoss())
                .contains(Loss.rejected("owned by theirs"));
        assertThat(night.effects.done).isEmpty();
    }

    @Test
    void anEarlierAttemptOfOursThatClaimedIsExecutedAndTheNewPlanDropped() throws Exception {
        var first = commit(night.planned(stars(1)));
        night.nowMillis += 60_000;

        var committed = commit(night.planned(stars(1)));

        assertThat(committed).isEqualTo(first);
        assertThat(night.plans.count()).isEqualTo(2);
    }

    @Test
    void aCommittedClaimGoesStraightToItsAnnouncement() throws Exception {
        var planned = night.planned(stars(1));
        var first = commit(planned);
        night.effects.done.clear();
        night.apdb.trouble = Optional.of(Loss.failed("not to be asked"));

        assertThat(commit(planned)).isEqualTo(first);
        assertThat(night.effects.done).isEmpty();
    }

    @Test
    void oneExposureUnderTwoGroupsIsAnnouncedUnderOne() throws Exception {
        var planned = night.planned(stars(1));
        commit(planned);

        var loss = night.commit("ours", underAnotherGroup(planned)).asLoss().orElseThrow();

        assertThat(loss.ending()).isEqualTo(Ending.REJECTED);
        assertThat(loss.why()).contains(Sky.KEY.toString());
    }

    private Committed commit(Planned planned) throws InterruptedException {
        return night.commit("ours", planned).asValue().orElseThrow();
    }

    private static Planned underAnotherGroup(Planned planned) {
        var differenced = planned.cleared().differenced();
        var ready = differenced.ready();
        var expected = ready.preloaded().expected();
        var key = new VisitDetector("SandboxCam", "another group", 4);
        var other = new ExpectedVisit(key, expected.visit(), expected.settings(), 0);
        var again = new ReadyVisit(Preloaded.without(other, "", 0), ready.raws(), false, 0);
        var cleared = Sky.cleared(Sky.differenced(again, differenced.product(), 1), 0);
        return new Planned(cleared, planned.plan(), planned.storeTimeMjdTai(), planned.counts());
    }

    private static List<Columns> stars(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Sky.source(10.01 + 0.01 * i, -4.97))
                .toList();
    }
}
