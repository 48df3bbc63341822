// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink's MiniCluster with its web UI, set as flink-conf says, with one job on it. */
public final class LocalCluster implements AutoCloseable {

    private static final int PARALLELISM = 2;

    private final MiniCluster cluster;
    private final org.apache.flink.api.common.JobID job;

    private LocalCluster(MiniCluster cluster, org.apache.flink.api.common.JobID job) {
        this.cluster = cluster;
        this.job = job;
    }

    public static LocalCluster start(
            String name, Path folder, Consumer<StreamExecutionEnvironment> describe)
            throws InterruptedException, ExecutionException {
        var flink = settings(folder);
        var env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        env.setParallelism(PARALLELISM);
        flink.set(org.apache.flink.configuration.PipelineOptions.NAME, name);
        describe.accept(env);
        var cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(flink)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(PARALLELISM * 2)
                                .build());
        try {
            cluster.start();
            var graph = env.getStreamGraph().getJobGraph();
            cluster.submitJob(graph).get(60, TimeUnit.SECONDS);
            var local = new LocalCluster(cluster, graph.getJobID());
            local.awaitRunning();
            return local;
        } catch (Exception e) {
            cluster.closeAsync().join();
            throw new IllegalStateException("Flink did not start: " + e.getMessage(), e);
        }
    }

    /** The cluster's own settings, and what only a laptop needs: folders, ports, small pools. */
    private static Configuration settings(Path folder) {
        var root = System.getProperty("nightjar.root", ".");
        var flink = GlobalConfiguration.loadConfiguration(Path.of(root, "flink-conf").toString());
        flink.set(CoreOptions.TMP_DIRS, folder.resolve("tmp").toString());
        flink.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString());
        flink.set(
                CheckpointingOptions.SAVEPOINT_DIRECTORY,
                folder.resolve("savepoints").toUri().toString());
        flink.set(RestOptions.BIND_PORT, "8081-8180");
        flink.set(RestOptions.ADDRESS, "localhost");
        flink.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(48));
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(48));
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
        return flink;
    }

    private void awaitRunning() throws Exception {
        long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < giveUp) {
            var graph = cluster.getExecutionGraph(job).get(10, TimeUnit.SECONDS);
            boolean allRunning =
                    java.util.stream.StreamSupport.stream(
                                    graph.getAllExecutionVertices().spliterator(), false)
                            .allMatch(
                                    vertex ->
                                            vertex.getExecutionState()
                                                    == org.apache.flink.runtime.execution
                                                            .ExecutionState.RUNNING);
            if (allRunning) {
                return;
            }
            checkAlive();
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new TimeoutException("the job's tasks were not all running after 60 s");
    }

    /** The job's address in Flink's REST interface. */
    public String jobRest() {
        return webUi() + "/jobs/" + job;
    }

    public String webUi() {
        return cluster.getRestAddress().join().toString();
    }

    /** The job's address in Flink's REST interface. */
    String jobUrl() {
        return webUi() + "/jobs/" + job;
    }

    /** Stage → questions in flight; empty while Flink does not know. */
    public Map<String, Integer> inFlight() {
        return new StageLoads(jobUrl()).inFlight();
    }

    public void checkAlive() {
        var status = cluster.getJobStatus(job).join();
        if (status.isGloballyTerminalState()) {
            throw new IllegalStateException("the job ended by itself: " + status + "; see the log");
        }
    }

    @Override
    public void close() {
        try {
            if (!cluster.getJobStatus(job).join().isGloballyTerminalState()) {
                cluster.cancelJob(job).get(10, TimeUnit.SECONDS);
                cluster.requestJobResult(job).get(10, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            // It is going down with the cluster in any case.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            cluster.closeAsync().join();
        }
    }
}
