// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import nightjar.job.cluster.Pair;
import nightjar.job.cluster.Program;
import nightjar.job.config.Configurations;
import nightjar.job.operate.Console;
import nightjar.job.operate.Upgrade;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.JobGraph;

/**
 * A run's job on the cluster that has a pair of JobManagers, handed over as {@code ./nightjar
 * submit} does: with its jars.
 */
final class PairJob {

    private final Run run;
    private final Pair pair;
    private final Path config;
    private final Stalls stalls;
    private Optional<JobID> job = Optional.empty();

    private PairJob(Run run, Pair pair, Path config, Stalls stalls) {
        this.run = run;
        this.pair = pair;
        this.config = config;
        this.stalls = stalls;
    }

    static PairJob of(Run run) throws IOException, InterruptedException {
        var pair = run.world().pair();
        var config = run.world().box().folder().resolve(run.name() + ".yaml");
        Files.writeString(config, Configurations.toYaml(run.config()));
        var stalls =
                Stalls.on(
                        run.world().kafka(run.config()).address(), run.config().topics().alerts());
        return new PairJob(run, pair, config, stalls);
    }

    Pair pair() {
        return pair;
    }

    Stalls stalls() {
        return stalls;
    }

    /** The version that the launcher built. */
    static Program built() {
        return Program.built(StoryConfig.root().toAbsolutePath().normalize());
    }

    /** The version that the launcher built, from nothing. */
    void start() throws InterruptedException {
        start(prepared(built()));
    }

    /** A version that is ready to be started. */
    JobGraph prepared(Program version) {
        return prepared(version, Map.of());
    }

    /** The same, with settings laid over the run's, dotted key → YAML value. */
    JobGraph prepared(Program version, Map<String, String> laidOver) {
        var words = new ArrayList<>(List.of("--config", config.toString()));
        laidOver.forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
        return version.graph(pair.flink(), words);
    }

    private void start(JobGraph graph) throws InterruptedException {
        try (var jobs = pair.jobs()) {
            var submitted = jobs.submit(graph);
            job = Optional.of(submitted);
            jobs.awaitRunning(submitted);
        }
    }

    /** What {@code ./nightjar upgrade --check} says. */
    record Checked(boolean fits, String words) {}

    /** Whether the state of the job, which goes on, fits into a version. */
    Checked checked(Program version) {
        var said = new ByteArrayOutputStream();
        var printer = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code =
                Upgrade.run(
                        new Console(printer, printer),
                        "--check",
                        version.jar().toString(),
                        "--config",
                        config.toString(),
                        "--folder",
                        pair.folder().toString());
        return new Checked(code == 0, said.toString(StandardCharsets.UTF_8));
    }

    /** Waits until all tasks run that were started after the harm, and says so. */
    void awaitResumed() throws InterruptedException {
        try (var jobs = pair.jobs()) {
            jobs.awaitRunning(running(), run.harm().atMillis());
            run.harm().over();
        }
    }

    private JobID running() {
        return job.orElseThrow(() -> new IllegalStateException("no job runs"));
    }

    /** Another version takes its place, as {@code submit --replace} has it. */
    void replace(JobGraph graph, boolean mayDrop) throws InterruptedException {
        run.harmed(0);
        try (var jobs = pair.jobs()) {
            var place = jobs.stop(running(), pair.savepoints().toUri().toString());
            Program.goOn(graph, place, mayDrop);
        }
        start(graph);
        run.harm().over();
    }

    /** Makes a savepoint of the job, which goes on; returns its place. */
    String savepoint() throws InterruptedException {
        try (var jobs = pair.jobs()) {
            return jobs.savepoint(running(), pair.savepoints().toUri().toString());
        }
    }

    /**
     * Another version begins from a savepoint beside the job that runs, and takes its lineage.
     *
     * @return how the job ended that ran
     */
    String succeed(JobGraph graph, String savepoint) throws InterruptedException, TimeoutException {
        var before = running();
        Program.goOn(graph, savepoint, false);
        run.harmed(0);
        start(graph);
        run.harm().over();
        try (var jobs = pair.jobs()) {
            run.await("the job before to end", () -> jobs.end(before).isPresent());
            return jobs.end(before).orElse("");
        }
    }

    /** Cancels it, if it runs. */
    void cancel() throws InterruptedException {
        stalls.close();
        if (job.isPresent()) {
            try (var jobs = pair.jobs()) {
                jobs.cancel(job.get());
            }
            job = Optional.empty();
        }
    }
}
