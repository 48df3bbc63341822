// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.messages.webmonitor.ClusterOverview;

/** What a cluster's leading JobManager is asked and told, by Flink's REST API. */
public final class FlinkJobs implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final RestClusterClient<StandaloneClusterId> client;
    private final Duration patience;

    private FlinkJobs(RestClusterClient<StandaloneClusterId> client, Duration patience) {
        this.client = client;
        this.patience = patience;
    }

    /** Of the cluster that these settings describe. */
    public static FlinkJobs at(Configuration flink) {
        return at(flink, PATIENCE);
    }

    /** Who answers later than this does not answer. */
    public static FlinkJobs at(Configuration flink, Duration patience) {
        try {
            var client = new RestClusterClient<>(flink, StandaloneClusterId.getInstance());
            return new FlinkJobs(client, patience);
        } catch (Exception e) {
            throw new IllegalStateException("no client of Flink", e);
        }
    }

    private interface Question<T> {
        CompletableFuture<T> ask();
    }

    private <T> T get(Question<T> question) throws InterruptedException {
        try {
            return question.ask().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (isLate(e)) {
                throw unanswered(e);
            }
            throw new IllegalStateException("the JobManager refused: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw unanswered(e);
        }
    }

    /** Flink's client gives up, too. */
    private static boolean isLate(Throwable failure) {
        for (Throwable it = failure; it != null; it = it.getCause()) {
            if (it instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }

    private IllegalStateException unanswered(Exception e) {
        return new IllegalStateException(
                "no JobManager answered within %d s".formatted(patience.toSeconds()), e);
    }

    /** Where the leader's web UI is. */
    public String leader() {
        return client.getWebInterfaceURL();
    }

    /** TaskManagers, slots, jobs. */
    public ClusterOverview overview() throws InterruptedException {
        return get(client::getClusterOverview);
    }

    /** Jobs that have not come to their end. */
    public List<JobStatusMessage> running() throws InterruptedException {
        return get(client::listJobs).stream()
                .filter(job -> !job.getJobState().isGloballyTerminalState())
                .toList();
    }

    /** Hands a job over. */
    public JobID submit(JobGraph graph) throws InterruptedException {
        return get(() -> client.submitJob(graph));
    }

    /** Waits until all tasks of the job run. */
    public void awaitRunning(JobID job) throws InterruptedException {
        awaitRunning(job, 0);
    }

    /** Waits until all tasks of the job run that were started after this, UTC milliseconds. */
    public void awaitRunning(JobID job, long afterMillis) throws InterruptedException {
        long giveUp = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < giveUp) {
            if (isRunning(job, afterMillis)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new IllegalStateException(
                "the job's tasks were not all running after " + patience.toSeconds() + " s");
    }

    private boolean isRunning(JobID job, long afterMillis) throws InterruptedException {
        var details = get(() -> client.getJobDetails(job));
        if (details.getJobStatus().isGloballyTerminalState()) {
            throw new IllegalStateException(
                    "the job ended by itself: " + details.getJobStatus() + ", " + why(job));
        }
        var vertices = details.getJobVertexInfos(); // none while the job is being set up
        return !vertices.isEmpty()
                && vertices.stream()
                        .allMatch(
                                vertex ->
                                        vertex.getExecutionState() == ExecutionState.RUNNING
                                                && vertex.getStartTime() > afterMillis);
    }

    /** How and why a job ended; empty while it has not. */
    public Optional<String> end(JobID job) throws InterruptedException {
        var status = get(() -> client.getJobStatus(job));
        return status.isGloballyTerminalState()
                ? Optional.of(status + ", " + why(job))
                : Optional.empty();
    }

    /** The innermost reason that a job ended for. */
    private String why(JobID job) throws InterruptedException {
        var failure = get(() -> client.requestJobResult(job)).getSerializedThrowable();
        if (failure.isEmpty()) {
            return "without a reason";
        }
        Throwable cause = failure.get();
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    /**
     * Stops a job with a savepoint, without draining it: what is under way is in the savepoint.
     *
     * @param folder for the savepoint
     * @return where it is
     */
    public String stop(JobID job, String folder) throws InterruptedException {
        var place =
                get(
                        () ->
                                client.stopWithSavepoint(
                                        job, false, folder, SavepointFormatType.CANONICAL));
        get(() -> client.requestJobResult(job));
        return place;
    }

    /** Makes a savepoint of a job that goes on; returns where it is. */
    public String savepoint(JobID job, String folder) throws InterruptedException {
        return get(() -> client.triggerSavepoint(job, folder, SavepointFormatType.CANONICAL));
    }

    /** Takes a savepoint away. */
    public void dispose(String savepoint) throws InterruptedException {
        get(() -> client.disposeSavepoint(savepoint));
    }

    /** Cancels a job and waits for its end; its checkpoints stay. */
    public void cancel(JobID job) throws InterruptedException {
        get(() -> client.cancel(job));
        get(() -> client.requestJobResult(job));
    }

    @Override
    public void close() {
        client.close();
    }
}
