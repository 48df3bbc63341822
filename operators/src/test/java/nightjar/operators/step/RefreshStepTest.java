// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightjar.model.Cause;
import nightjar.model.Cleared;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Apdb;
import nightjar.model.port.Claims.Claim;
import nightjar.model.port.Deadline;
import org.junit.jupiter.api.Test;

class RefreshStepTest {

    private final Effects effects = new Effects();
    private final FakeApdb apdb = new FakeApdb(effects);
    private final FakeClaims claims = new FakeClaims(effects);
    private final Cleared cleared =
            Sky.cleared(Sky.differenced(Sky.ready(), new Stored("p", "p", 1), 1), 0);

    @Test
    void thePriorSkyHasOneDigestWhateverTheOrderItWasReadIn() throws Exception {
        var one = object(1, 10);
        var two = object(2, 11);
        apdb.prior = new Apdb.Prior(List.of(one, two), List.of(), List.of());
        var first = ask("ours").asValue().orElseThrow();
        apdb.prior = new Apdb.Prior(List.of(two, one), List.of(), List.of());
        var second = ask("ours").asValue().orElseThrow();

        assertThat(second.prior().sha256()).isEqualTo(first.prior().sha256());
        assertThat(apdb.paddings).containsOnly(20.0);
        assertThat(first.prior().objects().stream().map(it -> it.columns()))
                .containsExactly(one, two);
    }

    @Test
    void whatCannotBeReadIsTroubleAndNotAnEmptySky() throws Exception {
        apdb.trouble = Optional.of(Loss.transientTrouble("Cassandra is away"));

        var loss = ask("ours").asLoss().orElseThrow();

        assertThat(loss.cause()).isEqualTo(Cause.TRANSIENT);
        assertThat(loss.ending()).isEqualTo(Ending.FAILED);
    }

    @Test
    void whatSomebodyStoredWithoutAClaimIsRejected() throws Exception {
        apdb.processed = Set.of(Sky.VISIT);

        assertThat(ask("ours").asLoss()).contains(Loss.rejected("already in APDB"));
    }

    @Test
    void whatAnotherLineageStoredIsRejected() throws Exception {
        apdb.processed = Set.of(Sky.VISIT);
        claim("theirs");

        assertThat(ask("ours").asLoss()).contains(Loss.rejected("owned by theirs"));
    }

    @Test
    void whatWeStoredOurselvesGoesOn() throws Exception {
        apdb.processed = Set.of(Sky.VISIT);
        claim("ours");

        assertThat(ask("ours").isDone()).isTrue();
    }

    @Test
    void aSuccessorGoesOnWithWhatItTookOver() throws Exception {
        apdb.processed = Set.of(Sky.VISIT);
        claim("ours");

        assertThat(ask(new Lineage("green", Set.of("ours"))).isDone()).isTrue();
        assertThat(ask(new Lineage("red", Set.of("blue"))).isDone()).isFalse();
    }

    private void claim(String lineage) {
        var claim =
                new Claim(Sky.VISIT, Sky.KEY.detector(), lineage, 1, new Stored("u", "d", 1), true);
        claims.claims.put(List.of(claim.visit(), claim.detector()), claim);
    }

    private Outcome<Refreshed> ask(String lineage) throws InterruptedException {
        return ask(Lineage.of(lineage));
    }

    private Outcome<Refreshed> ask(Lineage lineage) throws InterruptedException {
        return new RefreshStep(apdb, claims, lineage, 20)
                .of(cleared, Deadline.in(Duration.ofSeconds(30)));
    }

    private static Columns object(long id, double ra) {
        return new Columns(Map.of("diaObjectId", id, "ra", ra, "dec", -5.0));
    }
}
