// SPDX-License-Identifier: Apache-2.0
package nightjar.job.rerun;

import java.nio.file.Path;
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
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job in this JVM, set as flink-conf says, that is brought to its end by whoever began it. */
final class ShortJob implements AutoCloseable {

    private static final int PARALLELISM = 2;

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
            cluster.closeAsync().join();
            throw e;
        } catch (Exception e) {
            cluster.closeAsync().join();
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
        flink.set(RestOptions.BIND_PORT, "0");
        flink.set(RestOptions.ADDRESS, "localhost");
        flink.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(48));
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(48));
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
        return flink;
    }

    void checkAlive() {
        var status = cluster.getJobStatus(job).join();
        if (status.isGloballyTerminalState()) {
            throw new IllegalStateException(
                    "the rerun's job ended by itself: " + status + "; start the rerun again");
        }
    }

    /** Lets all that is under way come to its end; what it has sent is then there for readers. */
    void finish() throws InterruptedException, ExecutionException, TimeoutException {
        var savepoints = folder.resolve("savepoints").toUri().toString();
        cluster.stopWithSavepoint(job, savepoints, true, SavepointFormatType.CANONICAL)
                .get(3, TimeUnit.MINUTES);
        cluster.requestJobResult(job).get(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        cluster.closeAsync().join();
    }
}
