// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Stored;
import nightjar.model.port.Claims;
import nightjar.model.port.Claims.Claim;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every keeper of claims does. */
abstract class ClaimsContract {

    private static long lastVisit = 2026112000000L;

    private long visit;

    abstract Claims claims();

    @BeforeEach
    void moveOn() {
        visit = ++lastVisit;
    }

    @Test
    void theFirstClaimStands() throws Exception {
        Claim ours = claim("night", "aa");
        assertThat(ApdbContract.done(claims().claim(ours, ApdbContract.soon()))).isEqualTo(ours);
        Claim theirs = claim("other", "bb");
        assertThat(ApdbContract.done(claims().claim(theirs, ApdbContract.soon())))
                .as("who comes second gets the first one's claim")
                .isEqualTo(ours);
        assertThat(read()).contains(ours);
    }

    @Test
    void nobodyOwnsWhatWasNeverClaimed() throws Exception {
        assertThat(read()).isEmpty();
    }

    @Test
    void aMarkIsKeptAndMayBeRepeated() throws Exception {
        Claim ours = claim("night", "aa");
        ApdbContract.done(claims().claim(ours, ApdbContract.soon()));
        for (int i = 0; i < 2; i++) {
            Claim marked = ApdbContract.done(claims().commit(ours, ApdbContract.soon()));
            assertThat(marked.committed()).isTrue();
        }
        assertThat(read().map(Claim::committed)).contains(true);
    }

    @Test
    void aForeignClaimCannotBeMarked() throws Exception {
        ApdbContract.done(claims().claim(claim("night", "aa"), ApdbContract.soon()));
        for (Claim foreign : List.of(claim("other", "aa"), claim("night", "bb"))) {
            assertThat(claims().commit(foreign, ApdbContract.soon()).asLoss().map(Loss::ending))
                    .contains(Ending.REJECTED);
        }
        assertThat(read().map(Claim::committed)).contains(false);
    }

    @Test
    void whatWasNeverClaimedCannotBeMarked() throws Exception {
        assertThat(claims().commit(claim("night", "aa"), ApdbContract.soon()).asLoss()).isPresent();
        assertThat(read()).as("a mark makes no claim").isEmpty();
    }

    @Test
    void ofManyAtOnceOneWins() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Claim>> race =
                    IntStream.range(0, 8)
                            .mapToObj(i -> claim("lineage" + i, "plan" + i))
                            .map(
                                    c ->
                                            (Callable<Claim>)
                                                    () ->
                                                            ApdbContract.done(
                                                                    claims().claim(
                                                                                    c,
                                                                                    ApdbContract
                                                                                            .soon())))
                            .toList();
            Claim standing = null;
            for (Future<Claim> winner : threads.invokeAll(race)) {
                standing = standing == null ? winner.get() : standing;
                assertThat(winner.get()).isEqualTo(standing);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Optional<Claim> read() throws InterruptedException {
        return ApdbContract.done(claims().read(visit, 4, ApdbContract.soon()));
    }

    Claim claim(String lineage, String digest) {
        return new Claim(
                visit, 4, lineage, 61364.2, new Stored("s3://nightjar/plans/x", digest, 10), false);
    }
}
