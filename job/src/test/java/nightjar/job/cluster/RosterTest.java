// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nightjar.job.config.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a cluster's folder remembers, and whose processes it takes for its own. */
class RosterTest {

    @TempDir Path folder = Path.of("");

    @Test
    void whatIsWrittenIsRead() throws IOException {
        var roster =
                Roster.planned(3, 2, Map.of("heartbeat.interval", "2 s"))
                        .with(new Daemon("zookeeper", 41))
                        .with(new Daemon("jobmanager-2", 42))
                        .with(new Daemon("zookeeper", 43));
        roster.write(folder);
        assertThat(Roster.in(folder)).contains(roster);
        assertThat(roster.daemons()).extracting(Daemon::pid).containsExactly(42L, 43L);
    }

    @Test
    void oneTaskManagerIsLeftFreeUnlessThereIsButOne() {
        assertThat(Roster.planned(1, 2, Map.of()).parallelism()).isEqualTo(2);
        assertThat(Roster.planned(2, 2, Map.of()).parallelism()).isEqualTo(2);
        assertThat(Roster.planned(4, 2, Map.of()).parallelism()).isEqualTo(6);
    }

    @Test
    void theWebUisHavePortsOfTheirOwn() {
        assertThat(Roster.planned(2, 2, Map.of()).web()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void clustersBesideEachOtherKeepOffTheUsualPorts() {
        var aside = Roster.plannedAside(2, 2, Map.of());
        assertThat(aside.web()).hasSize(2).doesNotHaveDuplicates().doesNotContain(8081, 8082);
        assertThat(aside.zooKeeper()).isNotEqualTo(2181).isNotIn(aside.web());
    }

    @Test
    void aPortThatAStrangerTookIsGivenUpAndTheOthersAreKept() {
        var roster = Roster.plannedAside(2, 2, Map.of());
        int taken = roster.web().get(0);
        var moved =
                roster.withFreeZooKeeper(port -> port != taken)
                        .withFreeWeb("jobmanager-1", port -> port != taken)
                        .withFreeWeb("jobmanager-2", port -> port != taken);
        assertThat(moved.zooKeeper()).isEqualTo(roster.zooKeeper());
        assertThat(moved.web()).hasSize(2).doesNotContain(taken).contains(roster.web().get(1));
        assertThat(moved.withFreeZooKeeper(port -> false).zooKeeper())
                .isNotEqualTo(roster.zooKeeper());
    }

    @Test
    void theLivingAreFoundWithoutTheRoster() throws Exception {
        var mark = Daemon.mark(folder, "jobmanager-1");
        var process = new ProcessBuilder("sh", "-c", "sleep 60; true", mark).start();
        try {
            var living = Daemon.living(folder);
            assertThat(living).containsExactly(new Daemon("jobmanager-1", process.pid()));
            assertThat(Daemon.living(folder.resolve("other"))).isEmpty();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void aProcessThatOnlyHasThePidIsNeitherTakenForTheClustersNorEnded() throws Exception {
        var stranger = new Daemon("taskmanager-1", ProcessHandle.current().pid());
        assertThat(stranger.isAlive(folder)).isFalse();
        Daemon.end(List.of(stranger), folder, Duration.ofSeconds(1));
        stranger.kill(folder);
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void aProcessOfThisFolderIsKnownByItsCommandLine() throws Exception {
        var mark = Daemon.mark(folder, "taskmanager-1");
        // A shell keeps its words when it has two commands to run.
        var process = new ProcessBuilder("sh", "-c", "sleep 60; true", mark).start();
        try {
            var daemon = new Daemon("taskmanager-1", process.pid());
            assertThat(daemon.isAlive(folder)).isTrue();
            assertThat(daemon.isAlive(folder.resolve("other"))).isFalse();
            Daemon.end(List.of(daemon), folder, Duration.ofSeconds(10));
            assertThat(process.waitFor()).isNotZero();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void aDamagedFileIsRefusedWithWhatToDo() throws IOException {
        Files.writeString(folder.resolve("cluster.json"), "{");
        assertThatThrownBy(() -> Roster.in(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cluster.json cannot be read");
    }
}
