// SPDX-License-Identifier: Apache-2.0
package nightjar.job.rerun;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.SerializedThrowable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job in this JVM, set as flink-conf says, that is brought to its end by whoever began it. */
final class ShortJob implements AutoCloseable {

    static final int PARALLELISM = 2;

    /**
     * Trouble with neighbours is no failure, so that a failure is a bug or a lack: it is tried
     * again so often in a row, and no more. The night's job tries for ever.
     */
    private static final int RESTARTS = 5;

    private static final int ANSWER_S = 30;
    private static final int STOP_MINUTES = 3;
    private static final Logger LOG = LoggerFactory.getLogger(ShortJob.class);

    private final MiniCluster cluster;
    private final JobID job;
    private final Path folder;

    private ShortJob(MiniCluster cluster, JobID job, Path folder) {
        this.cluster = cluster;
        this.job = job;
        this.folder = folder;
    }

    static ShortJob start(String name, Path folder, Consumer<StreamExecutionEnvironment> describe)
            throws InterruptedException {
        var flink = settings(name, folder);
        var env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        env.setParallelism(PARALLELISM);
        describe.accept(env);
        var cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(flink)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(PARALLELISM)
                                .build());
        try {
            cluster.start();
            var graph = env.getStreamGraph().getJobGraph();
            cluster.submitJob(graph).get(60, TimeUnit.SECONDS);
            return new ShortJob(cluster, graph.getJobID(), folder);
        } catch (InterruptedException e) {
            closed(cluster);
            throw e;
        } catch (Exception e) {
            closed(cluster);
            throw new IllegalStateException("Flink did not start: " + e.getMessage(), e);
        }
    }

    private static Configuration settings(String name, Path folder) {
        var root = System.getProperty("nightjar.root", ".");
        var flink = GlobalConfiguration.loadConfiguration(Path.of(root, "flink-conf").toString());
        flink.set(PipelineOptions.NAME, name);
        flink.set(CoreOptions.TMP_DIRS, folder.resolve("tmp").toString());
        flink.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString());
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, RESTARTS);
        flink.set(RestOptions.BIND_PORT, "0");
        flink.set(RestOptions.ADDRESS, "localhost");
        flink.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(48));
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(48));
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
        return flink;
    }

    /** How it ended by itself, if it did. */
    Optional<String> ended() throws InterruptedException {
        try {
            var status = cluster.getJobStatus(job).get(ANSWER_S, TimeUnit.SECONDS);
            return status.isGloballyTerminalState()
                    ? Optional.of("the rerun's job ended by itself: " + status + why())
                    : Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.of("the rerun's job does not answer: " + e);
        }
    }

    private String why() throws InterruptedException, ExecutionException, TimeoutException {
        var result = cluster.requestJobResult(job).get(ANSWER_S, TimeUnit.SECONDS);
        return result.getSerializedThrowable()
                .map(
                        thrown -> {
                            LOG.error("the rerun's job failed", thrown);
                            return ", " + first(thrown);
                        })
                .orElse("");
    }

    /** The word of whatever went wrong first. */
    private static String first(SerializedThrowable thrown) {
        var deepest = ExceptionUtils.stringifyException(thrown).lines();
        return deepest.filter(it -> it.startsWith("Caused by: "))
                .reduce((before, last) -> last)
                .map(it -> it.substring("Caused by: ".length()))
                .orElseGet(() -> String.valueOf(thrown.getMessage()));
    }

    /**
     * Lets all that is under way come to its end; what it has sent is then there for readers.
     *
     * @return what went wrong, if anything did
     */
    Optional<String> finish() throws InterruptedException {
        return stop(true);
    }

    /** Stops with what is under way; what ended before is there for readers. */
    Optional<String> giveUp() throws InterruptedException {
        return stop(false);
    }

    private Optional<String> stop(boolean drain) throws InterruptedException {
        var savepoints = folder.resolve("savepoints").toUri().toString();
        try {
            cluster.stopWithSavepoint(job, savepoints, drain, SavepointFormatType.CANONICAL)
                    .get(STOP_MINUTES, TimeUnit.MINUTES);
            cluster.requestJobResult(job).get(ANSWER_S, TimeUnit.SECONDS);
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            LOG.error("the rerun's job could not be stopped", e);
            return Optional.of("the rerun's job could not be stopped: " + e);
        }
    }

    @Override
    public void close() {
        closed(cluster);
    }

    /** A task that does not end must not hold the command for ever: the JVM ends with it. */
    private static void closed(MiniCluster cluster) {
        try {
            cluster.closeAsync().get(STOP_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.error("the rerun's Flink could not be closed", e);
        }
    }
}
