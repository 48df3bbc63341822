// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.uuid.Uuids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import nightjar.connectors.apdb.LineageHolders.Holder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who has a lineage when two jobs of it run. */
@Timeout(60)
class SuccessionTest {

    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Set<Long> TOLD = Set.of(7L, 9L);

    private final FakeRegister register = new FakeRegister();

    private Succession succession(Duration silence) {
        return new Succession("lsstcam", register, (from, to) -> TOLD, silence);
    }

    @Test
    void aJobThatBeginsFromNothingWaitsForNobodyAndLeavesNothingOut() throws Exception {
        succession(LONG).take("blue", 0);
        assertThat(succession(LONG).take("other", 0)).isEmpty();
        assertThat(register.all()).extracting(Holder::job).containsExactly("blue", "other");
    }

    @Test
    void greenWaitsUntilBlueSaysThatItEndsAndThenLooksWhatWasAnnounced() throws Exception {
        var blue = succession(LONG);
        var green = succession(LONG);
        blue.take("blue", 0);
        assertThat(blue.successor("blue")).isEmpty();

        var taking = CompletableFuture.supplyAsync(() -> taken(green, "green", 1000));
        register.await(() -> register.all().size() == 2);
        assertThat(taking).isNotDone();

        assertThat(blue.successor("blue")).contains("green");
        assertThat(taking.get(20, TimeUnit.SECONDS)).isEqualTo(TOLD);
        assertThat(green.successor("green")).isEmpty();
    }

    @Test
    void whatHasASuccessorNeverGetsTheLineageBack() throws Exception {
        succession(LONG).take("blue", 0);
        var green = CompletableFuture.supplyAsync(() -> taken(succession(LONG), "green", 1000));
        register.await(() -> register.all().size() == 2);

        var blueAgain = succession(LONG);
        assertThat(blueAgain.take("blue", 0)).as("without waiting").isEmpty();
        assertThat(blueAgain.successor("blue")).contains("green");
        assertThat(green.get(20, TimeUnit.SECONDS)).isEqualTo(TOLD);
        assertThat(taken(succession(LONG), "green", 5000)).as("a restart").isEqualTo(TOLD);
        assertThat(register.all()).hasSize(2);
    }

    @Test
    void aJobThatWasStoppedIsNotWaitedFor() throws Exception {
        var blue = succession(LONG);
        blue.take("blue", 0);
        blue.close();
        assertThat(succession(LONG).take("green", 1000)).isEqualTo(TOLD);
    }

    @Test
    void aJobThatIsStartedAgainAfterAFailureHasTheLineageStill() throws Exception {
        var blue = succession(LONG);
        blue.take("blue", 0);
        blue.close();
        var green = succession(LONG);
        green.take("green", 1000);
        green.close();
        assertThat(register.all()).allMatch(Holder::hasEnded);

        var again = succession(LONG);
        assertThat(again.take("green", 5000)).isEqualTo(TOLD);
        assertThat(again.successor("green")).isEmpty();
        assertThat(register.all()).extracting(Holder::hasEnded).containsExactly(true, false);
    }

    @Test
    void aJobThatCompletesNoCheckpointIsTakenForDeadOnce() throws Exception {
        succession(LONG).take("blue", 0);
        assertThat(succession(Duration.ofMillis(300)).take("green", 1000)).isEqualTo(TOLD);
        assertThat(taken(succession(LONG), "green", 1000)).as("a restart").isEqualTo(TOLD);
    }

    @Test
    void aJobThatCompletesCheckpointsIsWaitedFor() throws Exception {
        succession(LONG).take("blue", 0);
        register.rising = true;
        var silence = Duration.ofMillis(400);
        var taking = CompletableFuture.supplyAsync(() -> taken(succession(silence), "green", 1000));
        register.await(() -> register.checkpoint.get() > 20);
        assertThat(taking).isNotDone();
        register.rising = false;
        assertThat(taking.get(20, TimeUnit.SECONDS)).isEqualTo(TOLD);
    }

    private static Set<Long> taken(Succession succession, String job, long sinceMillis) {
        try {
            return succession.take(job, sinceMillis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In memory; checkpoints rise with each look when they do. */
    private static final class FakeRegister implements Register {

        private final List<Holder> holders = new ArrayList<>();
        private final AtomicLong checkpoint = new AtomicLong();
        private volatile boolean rising;

        interface Condition {
            boolean holds();
        }

        void await(Condition condition) throws InterruptedException {
            synchronized (holders) {
                while (!condition.holds()) {
                    holders.wait(20);
                }
            }
        }

        @Override
        public List<Holder> all() {
            synchronized (holders) {
                return List.copyOf(holders);
            }
        }

        @Override
        public void take(String job, long sinceMillis) {
            synchronized (holders) {
                holders.add(new Holder(Uuids.timeBased(), job, sinceMillis, false));
            }
        }

        @Override
        public void resume(Holder holder) {
            put(holder, false);
        }

        @Override
        public void end(Holder holder) {
            put(holder, true);
        }

        private void put(Holder holder, boolean hasEnded) {
            synchronized (holders) {
                holders.replaceAll(
                        it ->
                                it.taken().equals(holder.taken())
                                        ? new Holder(
                                                it.taken(), it.job(), it.sinceMillis(), hasEnded)
                                        : it);
            }
        }

        @Override
        public long newestCheckpoint() {
            return rising ? checkpoint.incrementAndGet() : checkpoint.get();
        }
    }
}
