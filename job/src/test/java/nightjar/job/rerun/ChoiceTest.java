// SPDX-License-Identifier: Apache-2.0
package nightjar.job.rerun;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightjar.job.audit.ClaimSeen;
import nightjar.job.audit.Numbered;
import nightjar.model.Cause;
import nightjar.model.Ended;
import nightjar.model.Ending;
import nightjar.model.Received;
import nightjar.model.Stored;
import nightjar.model.VisitDetector;
import org.junit.jupiter.api.Test;

/** The fence of a rerun: what is claimed is its owner's, unless the owner has given it up. */
class ChoiceTest {

    private static final long VISIT = 2026112000012L;
    private static final long NOW = 1_795_300_000_000L;
    private static final Duration RESTART = Duration.ofMinutes(15);
    private static final Choice.Fence FENCE =
            new Choice.Fence("night", "night-rerun", RESTART, NOW);
    private static final long LONG_AGO = NOW - Duration.ofHours(6).toMillis();

    @Test
    void whatNobodyClaimedIsWantedWithOrWithoutAnImage() {
        var suppressed = ended(0, VISIT, Ending.SUPPRESSED, "clear", LONG_AGO);
        var timedOut = ended(1, 0, Ending.TIMED_OUT, "await-snaps", LONG_AGO);

        var choice = Choice.of(List.of(timedOut, suppressed), FENCE, it -> Optional.empty());

        assertThat(choice.wanted()).containsExactly(suppressed, timedOut);
        assertThat(choice.left()).isEmpty();
        assertThat(choice.taken()).isEmpty();
    }

    @Test
    void whatIsCommittedIsLeftToTheAudit() {
        var choice = chosen(failed(LONG_AGO), claim("night", true));

        assertThat(choice.wanted()).isEmpty();
        assertThat(choice.left().get(0).why())
                .startsWith("committed by night")
                .contains("audit --emit");
    }

    @Test
    void aCommitThatTheNightHasGivenUpIsFinishedOnceNoRestartCanBringItBack() {
        var choice = chosen(failed(LONG_AGO), claim("night", false));
        assertThat(choice.wanted()).hasSize(1);
        assertThat(choice.taken()).containsExactly(VISIT + "/0");

        var young = chosen(failed(NOW - 60_000), claim("night", false));
        assertThat(young.wanted()).isEmpty();
        assertThat(young.left().get(0).why()).contains("may still commit it", "15 min");
    }

    @Test
    void aClaimThatStandsForAnyOtherReasonIsLeft() {
        var unaccounted = ended(0, VISIT, Ending.FAILED, "account", LONG_AGO);
        assertThat(chosen(unaccounted, claim("night", false)).wanted()).isEmpty();

        var anothers = chosen(failed(LONG_AGO), claim("twin", false));
        assertThat(anothers.left().get(0).why()).isEqualTo("claimed by twin: ask there");
    }

    @Test
    void whatAnEarlierRerunClaimedIsFinishedAndWhatItCommittedIsLeft() {
        var begun = chosen(failed(LONG_AGO), claim("night-rerun", false));
        assertThat(begun.wanted()).hasSize(1);
        assertThat(begun.taken()).isEmpty();

        var committed = chosen(failed(LONG_AGO), claim("night-rerun", true));
        assertThat(committed.wanted()).isEmpty();
        assertThat(committed.left().get(0).why())
                .startsWith("committed by night-rerun")
                .contains("audit --emit");
    }

    @Test
    void onlyWhatEarlierRerunsCommittedIsSettled() {
        var claims =
                List.of(
                        claim("night-rerun", true),
                        claim("night", true),
                        claim("night-rerun", false));

        assertThat(Look.settled(claims, "night-rerun")).containsExactly(VISIT + "/0");
        assertThat(Look.settled(claims.subList(1, 3), "night-rerun")).isEmpty();
    }

    @Test
    void ofWhatHasNoAnnouncementAnyMoreTheGroupIsNamed() {
        var choice = chosen(failed(LONG_AGO), Optional.empty());

        var left =
                choice.without(
                        it -> Announcements.missing(Map.of(), it.key().group(), "nextVisit"));

        assertThat(left.wanted()).isEmpty();
        assertThat(left.left().get(0).why()).contains("group g0 ", "topic nextVisit", "retention");
    }

    @Test
    void aGroupIsNeverTornApartAndNoPartIsLargerThanItMayBe() {
        var entries =
                List.of(
                        in("a", 0),
                        in("a", 1),
                        in("b", 0),
                        in("b", 1),
                        in("b", 2),
                        in("c", 0),
                        in("d", 0));
        var announced = new Received("nextVisit", 0, 0, 0, new byte[] {1});
        var groups =
                new Groups(
                        Choice.of(entries, FENCE, it -> Optional.empty()),
                        Map.of("a", announced, "b", announced, "c", announced, "d", announced));

        var parts = groups.parts(2);

        assertThat(parts)
                .map(it -> it.detectors().keySet().stream().sorted().toList())
                .containsExactly(List.of("a"), List.of("b"), List.of("c", "d"));
        assertThat(parts.get(1).detectors()).containsEntry("b", List.of(0, 1, 2));
        assertThat(parts.get(2).announcements()).hasSize(2);

        var still = groups.only(List.of(in("b", 1), in("d", 0)));
        assertThat(still.detectors()).isEqualTo(Map.of("b", List.of(1), "d", List.of(0)));
        assertThat(still.announcements()).containsOnlyKeys("b", "d");
    }

    private static Choice chosen(Ended entry, ClaimSeen claim) {
        return chosen(entry, Optional.of(claim));
    }

    private static Choice chosen(Ended entry, Optional<ClaimSeen> claim) {
        return Choice.of(List.of(entry), FENCE, it -> claim);
    }

    private static Ended failed(long endedMillis) {
        return ended(0, VISIT, Ending.FAILED, "commit", endedMillis);
    }

    private static Ended in(String group, int detector) {
        return new Ended(
                new VisitDetector("LSSTCam", group, detector),
                0,
                Ending.TIMED_OUT,
                Cause.TIMED_OUT,
                "await-snaps",
                "",
                0,
                1,
                0,
                0,
                LONG_AGO);
    }

    private static Ended ended(
            int detector, long visit, Ending ending, String stage, long endedMillis) {
        return new Ended(
                new VisitDetector("LSSTCam", "g" + detector, detector),
                visit,
                ending,
                Cause.TIMED_OUT,
                stage,
                "",
                0,
                1,
                0,
                0,
                endedMillis);
    }

    private static ClaimSeen claim(String lineage, boolean committed) {
        var plan = new Stored("s3://plans/p", "0".repeat(64), 1);
        return new ClaimSeen(
                new Numbered(VISIT, 0), lineage, 61_364.1, plan, committed, LONG_AGO, LONG_AGO);
    }
}
