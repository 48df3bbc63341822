// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Flink in this JVM, with the settings that are shipped; but checkpoints are made only when asked
 * for, and a job that fails is not started again.
 */
final class SmallCluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(200);
    private static final Duration NEVER = Duration.ofDays(1);
    private static final int PARALLELISM = 2;

    private final InMemoryReporter metrics = InMemoryReporter.createWithRetainedMetrics();
    private final Path folder;
    private final Configuration flink;
    private final MiniCluster cluster;

    /**
     * @param settings the folder of Flink's settings
     * @param folder for checkpoints and savepoints
     */
    SmallCluster(Path settings, Path folder) throws Exception {
        this.folder = folder;
        flink = GlobalConfiguration.loadConfiguration(settings.toString());
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, NEVER);
        // The first one comes after the pause, whatever the interval.
        flink.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, NEVER);
        flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri("checkpoints"));
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        flink.set(RestOptions.BIND_PORT, "0");
        flink.set(RestOptions.ADDRESS, "localhost");
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(48));
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(48));
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
        cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(metrics.addToConfiguration(flink))
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(PARALLELISM)
                                .build());
        cluster.start();
    }

    private String uri(String place) {
        return folder.resolve(place).toUri().toString();
    }

    /** Another job, in which every state must find its place. */
    JobID start(SavepointRestoreSettings from, Consumer<StreamExecutionEnvironment> describe)
            throws Exception {
        var env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        env.setParallelism(PARALLELISM);
        describe.accept(env);
        var graph = env.getStreamGraph().getJobGraph();
        graph.setSavepointRestoreSettings(from);
        cluster.submitJob(graph).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return graph.getJobID();
    }

    /** Where it was put. */
    String checkpoint(JobID job) throws Exception {
        return cluster.triggerCheckpoint(job).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /**
     * Stops with a savepoint.
     *
     * @param drained only when all that is in the job has come out at its end
     * @return where the savepoint was put
     */
    String stop(JobID job, boolean drained) throws Exception {
        var savepoint =
                cluster.stopWithSavepoint(
                                job, uri("savepoints"), drained, SavepointFormatType.CANONICAL)
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        awaitEnd(job);
        return savepoint;
    }

    void cancel(JobID job) throws Exception {
        cluster.cancelJob(job).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        awaitEnd(job);
    }

    private void awaitEnd(JobID job) throws Exception {
        cluster.requestJobResult(job).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Waits, as long as the job lives. */
    void await(JobID job, String what, BooleanSupplier condition) throws Exception {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (cluster.getJobStatus(job).get().isGloballyTerminalState()) {
                var result = cluster.requestJobResult(job).get();
                throw new IllegalStateException(
                        "the job ended while waiting for " + what,
                        result.getSerializedThrowable().orElse(null));
            }
            assertThat(System.nanoTime() - giveUp).as("waited in vain for %s", what).isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** What a job, alive or not, has counted under this name, all instances together. */
    long counted(JobID job, String counter) {
        var counters = metrics.findMetrics(job, counter).values();
        assertThat(counters).as(counter).isNotEmpty();
        return counters.stream().mapToLong(it -> ((Counter) it).getCount()).sum();
    }

    @Override
    public void close() {
        cluster.closeAsync().join();
    }
}
