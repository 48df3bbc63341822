// SPDX-License-Identifier: Apache-2.0
package nightjar.job.fit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** A job with closed doors, restored in this JVM from a savepoint, as far as its tasks run. */
public final class RestoredJob implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration NEVER = Duration.ofDays(1);

    /** Classes of exceptions, packages, and identities, which say nothing to a person. */
    private static final Pattern NAMES =
            Pattern.compile("\\b[\\w.$]+(Exception|Error): |\\b(\\w+\\.)+(?=[A-Z])|@[0-9a-f]+\\b");

    private final MiniCluster cluster;
    private final JobID job;

    private RestoredJob(MiniCluster cluster, JobID job) {
        this.cluster = cluster;
        this.job = job;
    }

    /**
     * Starts it.
     *
     * @param flink Flink's settings; no checkpoint is made, and no restart
     * @param graph state of operators that it lacks is left aside
     */
    public static RestoredJob start(Configuration flink, JobGraph graph, String savepoint)
            throws Exception {
        var cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(alone(flink))
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(graph.getMaximumParallelism())
                                .build());
        try {
            cluster.start();
            graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint, true));
            cluster.submitJob(graph).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return new RestoredJob(cluster, graph.getJobID());
        } catch (Exception | Error e) {
            cluster.close();
            throw e;
        }
    }

    private static Configuration alone(Configuration flink) {
        var alone = quiet(flink);
        alone.removeKey("high-availability.type");
        alone.removeKey("metrics.reporter.prom.factory.class");
        alone.removeKey("metrics.reporter.prom.port");
        alone.set(RestOptions.BIND_PORT, "0");
        alone.set(RestOptions.ADDRESS, "localhost");
        return alone;
    }

    /** The settings of a job that is only to be restored. */
    public static Configuration quiet(Configuration flink) {
        var quiet = new Configuration(flink);
        quiet.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, NEVER);
        quiet.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, NEVER);
        quiet.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        NamingBackend.before(quiet);
        return quiet;
    }

    /**
     * Waits until all its tasks run, which have all their state then, or one of them failed.
     *
     * @return what did not fit; empty when all did
     */
    public Optional<String> misfit() throws Exception {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < giveUp) {
            var graph = cluster.getExecutionGraph(job).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (graph.getState().isGloballyTerminalState()) {
                return Optional.of(why(graph));
            }
            if (isRestored(graph)) {
                return Optional.empty();
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return Optional.of("its tasks were not all running after " + PATIENCE.toSeconds() + " s");
    }

    /** Closed sources come to their end at once. */
    private static boolean isRestored(AccessExecutionGraph graph) {
        boolean isSetUp = false; // a graph that is being set up has no vertices
        for (var vertex : graph.getAllExecutionVertices()) {
            var state = vertex.getExecutionState();
            if (state != ExecutionState.RUNNING && state != ExecutionState.FINISHED) {
                return false;
            }
            isSetUp = true;
        }
        return isSetUp;
    }

    /** Which task, and the innermost reasons: Flink's outer ones tell of back ends and attempts. */
    private static String why(AccessExecutionGraph graph) {
        var found = new ArrayList<String>();
        for (var vertex : graph.getAllExecutionVertices()) {
            vertex.getFailureInfo()
                    .map(RestoredJob::reason)
                    .filter(it -> !it.isEmpty())
                    .ifPresent(it -> found.add(vertex.getTaskNameWithSubtaskIndex() + ": " + it));
        }
        var failure = graph.getFailureInfo();
        return found.isEmpty()
                ? failure == null ? "it ended as " + graph.getState() : reason(failure)
                : String.join("; ", found);
    }

    private static String reason(ErrorInfo failure) {
        var innermost = "";
        var state = "";
        for (Throwable it = failure.getException(); it != null; it = it.getCause()) {
            var words = String.valueOf(it.getMessage()).lines().findFirst().orElse("");
            state = MisfitState.in(words).map(named -> named + ": ").orElse(state);
            words = NAMES.matcher(words).replaceAll("");
            innermost = words.isBlank() || words.equals("null") ? innermost : words;
        }
        // A task that was cancelled because of another one has nothing to say.
        return innermost.toLowerCase(Locale.ROOT).contains("cancel") ? "" : state + innermost;
    }

    @Override
    public void close() {
        cluster.closeAsync().join();
    }
}
