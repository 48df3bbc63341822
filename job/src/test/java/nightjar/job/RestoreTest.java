// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import nightjar.job.config.Configurations;
import nightjar.model.Ended;
import nightjar.model.Ending;
import nightjar.model.PackedAlert;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real graph, stopped in the middle of a night and started anew as another job. The night: A
 * and B are taken by four detectors with two snaps each, C is cancelled, D is never taken. When the
 * job is stopped, A/0 is held before its difference, A/1 between its claim and its rows, A/2
 * between its commit and the answer to it, and A/3 is through; B/0 waits for one snap and B/1 for
 * two, B/2 waits for its turn after A/2, and B/3 is through, too.
 */
@Timeout(600)
class RestoreTest {

    private static final Path ROOT = Path.of(System.getProperty("nightjar.root", ".."));
    private static final int ALERTS = 5;
    private static final Map<String, Ending> ENDINGS = endings();

    private String name;
    private FakeNight night;
    private SmallCluster cluster;

    private static Map<String, Ending> endings() {
        var endings = new TreeMap<String, Ending>();
        for (int detector = 0; detector < 4; detector++) {
            endings.put("A/" + detector, Ending.ALERTED);
            endings.put("B/" + detector, Ending.ALERTED);
            endings.put("C/" + detector, Ending.CANCELLED);
            endings.put("D/" + detector, Ending.TIMED_OUT);
        }
        return endings;
    }

    @BeforeEach
    void begin(TestInfo test, @TempDir Path folder) throws Exception {
        name = test.getDisplayName();
        night = FakeNight.begin(name, folder);
        cluster = new SmallCluster(ROOT.resolve("flink-conf"), folder);
    }

    @AfterEach
    void end() {
        night.openAllGates();
        cluster.close();
        night.close();
    }

    @Test
    void everyVisitDetectorHasOneEndThoughTheJobWasStoppedWithASavepoint() throws Exception {
        var first = start(SavepointRestoreSettings.none());
        playFirstHalf(first);

        var savepoint = cluster.stop(first, false);
        FrozenSavepoint.keepIfAsked(savepoint);
        assertThat(ends(night.ledger.committed())).containsKeys("A/3", "B/3");

        assertNight(playSecondHalf(savepoint));
        assertThat(night.alerts.written())
                .as("nothing was in motion, so that nothing is told twice to anyone")
                .hasSameSizeAs(night.alerts.committed());
    }

    /**
     * What ran on after the checkpoint is done again, from the plan that was claimed: what readers
     * of uncommitted records see twice, they see twice with the same bytes.
     */
    @Test
    void everyVisitDetectorHasOneEndThoughTheJobWasCancelledAfterACheckpoint() throws Exception {
        var first = start(SavepointRestoreSettings.none());
        playFirstHalf(first);
        var checkpoint = cluster.checkpoint(first);
        night.openAllGates();
        var lost = Set.of("A/0", "A/1", "A/2", "B/2");
        cluster.await(first, "the rest of A, and B/2", () -> written().containsAll(lost));
        cluster.await(first, "their alerts", () -> night.alerts.written().size() == 6 * ALERTS);
        cluster.cancel(first);
        assertThat(ends(night.ledger.committed())).doesNotContainKeys(lost.toArray(String[]::new));

        assertNight(playSecondHalf(checkpoint));
        assertThat(ends(night.ledger.written()))
                .as("what ran on was done again")
                .containsAllEntriesOf(lost.stream().collect(toMap(who -> who, who -> 2L)));
        var bytes = new TreeMap<Long, Set<ByteBuffer>>();
        for (var alert : night.alerts.written()) {
            bytes.computeIfAbsent(alert.diaSourceId(), id -> new HashSet<>())
                    .add(ByteBuffer.wrap(alert.value()));
        }
        assertThat(night.alerts.written()).hasSize((8 + lost.size()) * ALERTS);
        assertThat(bytes).allSatisfy((id, different) -> assertThat(different).hasSize(1));
    }

    /** Until what can end has ended and the rest is held or waits. */
    private void playFirstHalf(JobID job) throws Exception {
        Stream.of("A 300", "B 300", "C 300", "D 0").forEach(night.visits::publish);
        Stream.of("A 0", "A 1", "A 2", "A 3", "B 3").forEach(this::publishBothSnaps);
        night.notifications.publish("B 0 0");
        cluster.await(job, "the gates to hold", this::held);
        // Not before A/2 is in flight: a later visit waits for those only that have entered.
        publishBothSnaps("B 2");
        cluster.await(job, "B/0's first snap", () -> night.identified.contains("B 0 0"));
        cluster.await(job, "B/2 to wait", () -> night.waitedForTurn.contains("B/2"));
        cluster.await(job, "A/3 and B/3", () -> written().containsAll(Set.of("A/3", "B/3")));
        cluster.await(job, "their alerts", () -> night.alerts.written().size() == 2 * ALERTS);
        assertThat(written()).doesNotContain("A/0", "A/1", "A/2", "B/0", "B/1", "B/2", "C/0");
    }

    private void publishBothSnaps(String raw) {
        night.notifications.publish(raw + " 0");
        night.notifications.publish(raw + " 1");
    }

    private boolean held() {
        return night.beforeDifference.holdsAll()
                && night.beforeRows.holdsAll()
                && night.afterCommit.holdsAll();
    }

    /**
     * A job of its own from there on: what was missing comes, and with it what had been there;
     * until all has ended. Drained, so that whatever else would come has come.
     */
    private JobID playSecondHalf(String from) throws Exception {
        int before = night.ledger.written().size();
        var job = start(SavepointRestoreSettings.forPath(from, false));
        night.openAllGates();
        Stream.of("A 300", "D 0").forEach(night.visits::publish);
        night.cancellations.publish("C");
        Stream.of("A 3 0", "B 0 0", "B 0 1", "B 1 0", "B 1 1")
                .forEach(night.notifications::publish);
        cluster.await(job, "all to have ended", () -> endedBut(before).equals(ENDINGS.keySet()));
        cluster.stop(job, true);
        return job;
    }

    /** Without the first so many that were written, unless they were committed. */
    private Set<String> endedBut(int lost) {
        var written = night.ledger.written();
        var ended = new HashSet<>(ends(night.ledger.committed()).keySet());
        ended.addAll(ends(written.subList(lost, written.size())).keySet());
        return ended;
    }

    private void assertNight(JobID drained) {
        assertThat(night.ledger.committed())
                .extracting(RestoreTest::who, Ended::ending)
                .containsExactlyInAnyOrderElementsOf(
                        ENDINGS.entrySet().stream()
                                .map(e -> tuple(e.getKey(), e.getValue()))
                                .toList());
        var alerts = night.alerts.committed().stream().map(PackedAlert::diaSourceId).toList();
        assertThat(alerts).hasSize(8 * ALERTS).doesNotHaveDuplicates();
        assertThat(night.apdb.diaSources()).containsExactlyInAnyOrderElementsOf(alerts);
        assertThat(night.records.committed()).hasSize(8).doesNotHaveDuplicates();
        assertThat(night.quarantine.written()).isEmpty();
        assertThat(cluster.counted(drained, "stage.account.second")).isZero();
        assertThat(cluster.counted(drained, "stage.account.unaccounted")).isZero();
    }

    private Set<String> written() {
        return ends(night.ledger.written()).keySet();
    }

    private static Map<String, Long> ends(List<Ended> ledger) {
        return ledger.stream().collect(groupingBy(RestoreTest::who, counting()));
    }

    private static String who(Ended ended) {
        return ended.key().group() + "/" + ended.key().detector();
    }

    private JobID start(SavepointRestoreSettings from) throws Exception {
        return cluster.start(
                from, env -> NightjarJob.describe(env, new FakeDoors(name), settings()));
    }

    /** As configured for a cluster; but few detectors, a short wait for D, a long one for A/0. */
    private static Settings settings() {
        return Settings.of(
                Configurations.load(
                        ROOT.resolve("flink-conf/nightjar.yaml"),
                        Map.of(
                                "instrument.detectors", "[0, 1, 2, 3]",
                                "snaps.imageTimeout", "6 s",
                                "limits.difference.deadline", "10 min",
                                "alerts.parallelism", "2")));
    }
}
