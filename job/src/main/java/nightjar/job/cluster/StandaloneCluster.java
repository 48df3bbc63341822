// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A JobManager and a TaskManager, a JVM each, and a watchman who starts a TaskManager that died
 * anew, as Kubernetes would.
 */
public final class StandaloneCluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final ClusterSettings settings;
    private final Path logs;
    private final Thread watchman = new Thread(this::watch, "watchman");
    private Optional<FlinkProcess> jobManager = Optional.empty();
    private Optional<FlinkProcess> taskManager = Optional.empty();
    private Optional<RestClusterClient<StandaloneClusterId>> client = Optional.empty();
    private boolean isWatched;

    private StandaloneCluster(ClusterSettings settings, Path logs) {
        this.settings = settings;
        this.logs = logs;
        watchman.setDaemon(true);
    }

    /**
     * Starts the processes; they come up while the caller does something else.
     *
     * @param logs the folder that their logs go to
     */
    public static StandaloneCluster start(ClusterSettings settings, Path logs) throws IOException {
        Files.createDirectories(logs);
        settings.write();
        var cluster = new StandaloneCluster(settings, logs);
        cluster.up();
        cluster.watchman.start();
        return cluster;
    }

    /** Starts both, after {@link #killAll}. */
    public synchronized void up() throws IOException {
        jobManager =
                Optional.of(
                        start(
                                StandaloneSessionClusterEntrypoint.class,
                                SmallPlace.JOB_MANAGER_MIB,
                                "jobmanager"));
        taskManager = Optional.of(startTaskManager());
        isWatched = true;
    }

    private FlinkProcess startTaskManager() throws IOException {
        return start(TaskManagerRunner.class, SmallPlace.TASK_MANAGER_MIB, "taskmanager");
    }

    private FlinkProcess start(Class<?> main, int heapMiB, String name) throws IOException {
        return FlinkProcess.start(main.getName(), heapMiB, settings, logs.resolve(name + ".log"));
    }

    private void watch() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(100);
                restartTheDead();
            }
        } catch (InterruptedException e) {
            // Closed.
        } catch (IOException e) {
            throw new IllegalStateException("no TaskManager can be started", e);
        }
    }

    private synchronized void restartTheDead() throws IOException {
        if (isWatched && taskManager.filter(FlinkProcess::isAlive).isEmpty()) {
            taskManager = Optional.of(startTaskManager());
        }
    }

    /** The TaskManager as it is now. */
    public synchronized FlinkProcess taskManager() {
        return taskManager.orElseThrow(() -> new IllegalStateException("there is none"));
    }

    /** Kills both at once; nobody starts them anew. */
    public synchronized void killAll() throws InterruptedException {
        isWatched = false;
        client.ifPresent(RestClusterClient::close);
        client = Optional.empty();
        for (var one : java.util.List.of(taskManager, jobManager)) {
            if (one.isPresent()) {
                one.get().kill();
            }
        }
    }

    /**
     * Submits a job and waits until all its tasks run.
     *
     * @param from the checkpoint or savepoint to go on from
     * @param more settings of this job alone
     */
    public JobID submit(
            String name,
            Optional<String> from,
            Configuration more,
            Consumer<StreamExecutionEnvironment> describe)
            throws InterruptedException {
        var flink = settings.flink();
        flink.addAll(more);
        flink.set(PipelineOptions.NAME, name);
        from.ifPresent(place -> flink.set(StateRecoveryOptions.SAVEPOINT_PATH, place));
        var env = new StreamExecutionEnvironment(flink);
        env.setParallelism(2);
        describe.accept(env);
        var graph = env.getStreamGraph().getJobGraph();
        var job = get(() -> client().submitJob(graph));
        awaitRunning(job);
        return job;
    }

    /** A client of the JobManager that runs now. */
    private synchronized RestClusterClient<StandaloneClusterId> client() {
        var open =
                client.orElseGet(
                        () -> {
                            try {
                                return new RestClusterClient<>(
                                        settings.flink(), StandaloneClusterId.getInstance());
                            } catch (Exception e) {
                                throw new IllegalStateException("no client of Flink", e);
                            }
                        });
        client = Optional.of(open);
        return open;
    }

    /** Waits until all tasks of the job run. */
    public void awaitRunning(JobID job) throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < giveUp) {
            if (isRunning(job)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException(
                "the job's tasks were not all running after " + PATIENCE.toSeconds() + " s");
    }

    /** Whether all tasks of the job run. */
    public boolean isRunning(JobID job) throws InterruptedException {
        var details = get(() -> client().getJobDetails(job));
        if (details.getJobStatus().isGloballyTerminalState()) {
            throw new IllegalStateException("the job ended by itself: " + details.getJobStatus());
        }
        var vertices = details.getJobVertexInfos(); // none while the job is being set up
        return !vertices.isEmpty()
                && vertices.stream()
                        .allMatch(vertex -> vertex.getExecutionState() == ExecutionState.RUNNING);
    }

    /** Cancels a job and waits for its end; its checkpoints stay. */
    public void cancel(JobID job) throws InterruptedException {
        get(() -> client().cancel(job));
        get(() -> client().requestJobResult(job));
    }

    private interface Question<T> {
        java.util.concurrent.CompletableFuture<T> ask();
    }

    /** The answer, of a JobManager that may not be up yet. */
    private static <T> T get(Question<T> question) throws InterruptedException {
        try {
            return question.ask().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the JobManager refused: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the JobManager does not answer", e);
        }
    }

    /** Address of the web UI. */
    public String web() {
        return "http://" + SmallPlace.LOOPBACK + ":" + settings.rest();
    }

    /** Where checkpoints are. */
    public Path checkpoints() {
        return settings.checkpoints();
    }

    @Override
    public void close() {
        watchman.interrupt();
        synchronized (this) {
            isWatched = false;
            client.ifPresent(RestClusterClient::close);
            taskManager.ifPresent(FlinkProcess::close);
            jobManager.ifPresent(FlinkProcess::close);
        }
    }
}
