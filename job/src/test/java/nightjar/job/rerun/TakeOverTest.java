// SPDX-License-Identifier: Apache-2.0
package nightjar.job.rerun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import nightjar.connectors.apdb.InMemoryClaims;
import nightjar.model.Stored;
import nightjar.model.port.Claims.Claim;
import nightjar.model.port.Deadline;
import org.junit.jupiter.api.Test;

/** What the night has claimed and given up is finished as the night's, by its own plan. */
class TakeOverTest {

    private static final long VISIT = 2026112000012L;
    private static final Deadline PATIENT = new Deadline(Long.MAX_VALUE);

    private final InMemoryClaims claims = new InMemoryClaims();
    private final TakeOver takeOver =
            new TakeOver("night", "night-rerun", Set.of(VISIT + "/4"), Set.of(VISIT + "/8"));

    @Test
    void aClaimThatIsTakenOverNamesTheNightsPlanAndIsMarkedAsTheNights() throws Exception {
        var nights = claims.claim(claim(4, "night", "a"), PATIENT).asValue().orElseThrow();
        var over = takeOver.over(claims);

        var standing = over.claim(claim(4, "night-rerun", "b"), PATIENT).asValue().orElseThrow();
        assertThat(standing.lineage()).isEqualTo("night-rerun");
        assertThat(standing.plan()).isEqualTo(nights.plan());
        assertThat(over.commit(standing, PATIENT).isDone()).isTrue();

        var marked = claims.read(VISIT, 4, PATIENT).asValue().orElseThrow().orElseThrow();
        assertThat(marked.lineage()).isEqualTo("night");
        assertThat(marked.committed()).isTrue();
        // A restart of the rerun's own job asks again, and must tell the plan again.
        var again = over.claim(claim(4, "night-rerun", "c"), PATIENT).asValue().orElseThrow();
        assertThat(again.lineage()).isEqualTo("night-rerun");
        assertThat(again.committed()).isTrue();
    }

    @Test
    void everyOtherClaimStaysItsOwners() throws Exception {
        var over = takeOver.over(claims);
        assertThat(claims.claim(claim(5, "night", "a"), PATIENT).isDone()).isTrue();
        assertThat(claims.claim(claim(6, "twin", "a"), PATIENT).isDone()).isTrue();

        assertThat(over.read(VISIT, 5, PATIENT).asValue().orElseThrow())
                .map(Claim::lineage)
                .contains("night");
        assertThat(over.claim(claim(6, "night-rerun", "b"), PATIENT).asValue())
                .map(Claim::lineage)
                .contains("twin");
        assertThat(over.claim(claim(7, "night-rerun", "b"), PATIENT).asValue())
                .map(Claim::lineage)
                .contains("night-rerun");
    }

    @Test
    void whatAnEarlierRerunCommittedIsAnothersAndIsNotAnnouncedAgain() throws Exception {
        var earlier = claims.claim(claim(8, "night-rerun", "a"), PATIENT).asValue().orElseThrow();
        assertThat(claims.commit(earlier, PATIENT).isDone()).isTrue();
        var over = takeOver.over(claims);

        var standing = over.claim(claim(8, "night-rerun", "b"), PATIENT).asValue().orElseThrow();
        assertThat(standing.lineage()).isNotEqualTo("night-rerun").contains("audit --emit");
        assertThat(over.read(VISIT, 8, PATIENT).asValue().orElseThrow())
                .map(Claim::lineage)
                .contains(standing.lineage());
        // What this run commits itself stays its own, whatever restarts.
        var own = over.claim(claim(9, "night-rerun", "b"), PATIENT).asValue().orElseThrow();
        assertThat(over.commit(own, PATIENT).isDone()).isTrue();
        assertThat(over.read(VISIT, 9, PATIENT).asValue().orElseThrow())
                .map(Claim::lineage)
                .contains("night-rerun");
    }

    private static Claim claim(int detector, String lineage, String plan) {
        return new Claim(
                VISIT, detector, lineage, 61_364.1, new Stored(plan, plan.repeat(64), 1), false);
    }
}
