// SPDX-License-Identifier: Apache-2.0
package nightjar.job.operate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import nightjar.job.cluster.FlinkJobs;
import nightjar.job.cluster.Pair;
import nightjar.job.cluster.Program;
import nightjar.job.config.ConfigChoice;
import nightjar.job.config.ConfigurationException;
import nightjar.job.doors.Readiness;
import org.apache.flink.runtime.jobgraph.JobGraph;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./nightjar submit}. */
@Command(
        name = "./nightjar submit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Hands the job to the cluster on this machine, and waits until all its tasks run. It "
                        + "exits with 0: it runs, 2: it was refused.")
public final class Submit implements Callable<Integer> {

    private static final String NAME = "nightjar submit";

    private final Console console;

    @Mixin ClusterChoice which = new ClusterChoice();

    @Mixin ConfigChoice configuration = new ConfigChoice();

    @Option(
            names = "--from-savepoint",
            paramLabel = "P",
            description =
                    "the savepoint or checkpoint to go on from; 'newest': the cluster's newest")
    Optional<String> from = Optional.empty();

    @Option(
            names = "--replace",
            description =
                    "stop the job that runs under this lineage with a savepoint and go on from it: an upgrade, or the way back")
    boolean replace;

    @Option(
            names = "--take-over",
            description =
                    "go on from a savepoint of the job that runs under this lineage, beside it: that ends when all tasks of this one are there; both need alerts.handOver")
    boolean takeOver;

    @Option(
            names = "--jar",
            paramLabel = "JAR",
            description = "another version than the launcher's: its job jar, with lib beside it")
    Optional<Path> jar = Optional.empty();

    @Option(
            names = "--allow-non-restored-state",
            description =
                    "leave behind what the savepoint holds of operators that this version lacks: for the way back from an upgrade")
    boolean mayDrop;

    @Option(names = "--json", description = "say it as one JSON object")
    boolean json;

    Submit(Console console) {
        this.console = console;
    }

    public static void main(String[] args) {
        System.exit(run(Console.own(), args));
    }

    static int run(Console console, String... args) {
        return console.run(new CommandLine(new Submit(console)), args);
    }

    @Override
    public Integer call() {
        return console.tell(NAME, this::submit);
    }

    private int submit() throws InterruptedException {
        requireOneStart();
        var pair = which.pair();
        pair.requireLead();
        var flink = pair.flink();
        var root = ClusterChoice.root();
        var program = jar.map(Program::of).orElseGet(() -> Program.built(root));
        if (takeOver && !configuration.load().alerts().handOver()) {
            throw new ConfigurationException(
                    "--take-over: set alerts.handOver, for this job and the one that runs; or --replace it");
        }
        var graph = program.graph(flink, configuration.words());
        var place = from.map(word -> Places.found(pair, word, graph.getName()));
        if (jar.isEmpty()) {
            // What the cluster would refuse, too, but only when the job has been started.
            Readiness.requireNewest(configuration.load(), place);
        }
        place.ifPresent(it -> Program.goOn(graph, it, mayDrop));
        try (var jobs = pair.jobs()) {
            if (replace || takeOver) {
                goOn(jobs, graph, pair.savepoints().toUri().toString());
            } else {
                requireNotRunning(jobs, graph);
                if (place.isEmpty() && !json) {
                    tellOfBeginning(pair, graph);
                }
            }
            var job = jobs.submit(graph);
            pair.remember(job.toString(), graph.getName());
            jobs.awaitRunning(job);
            tell(pair, graph, jobs.leader() + "/#/job/running/" + job);
        }
        return 0;
    }

    /** Who has stopped a job and starts it may not mean to begin anew. */
    private void tellOfBeginning(Pair pair, JobGraph graph) {
        pair.newestPlace(graph.getName())
                .ifPresent(
                        newest ->
                                console.out()
                                        .println(
                                                "it begins from nothing; --from-savepoint newest would go on from "
                                                        + newest));
    }

    private void requireOneStart() {
        var starts = new ArrayList<String>();
        from.ifPresent(any -> starts.add("--from-savepoint"));
        if (replace) {
            starts.add("--replace");
        }
        if (takeOver) {
            starts.add("--take-over");
        }
        if (starts.size() > 1) {
            throw new ConfigurationException(
                    String.join(" and ", starts) + ": only one of them says what to go on from");
        }
    }

    /** All is ready when the old job is stopped: the pause is as short as it can be. */
    private void goOn(FlinkJobs jobs, JobGraph graph, String savepoints)
            throws InterruptedException {
        for (var job : jobs.running()) {
            if (job.getJobName().equals(graph.getName())) {
                var savepoint =
                        takeOver
                                ? jobs.savepoint(job.getJobId(), savepoints)
                                : jobs.stop(job.getJobId(), savepoints);
                if (!json) {
                    var what = takeOver ? "what runs goes on; made" : "stopped what ran, with";
                    console.out().println(what + " the savepoint " + savepoint);
                }
                Program.goOn(graph, savepoint, mayDrop);
                return;
            }
        }
        throw new ConfigurationException(
                "no job %s runs: submit it without --replace or --take-over"
                        .formatted(graph.getName()));
    }

    private static void requireNotRunning(FlinkJobs jobs, JobGraph graph)
            throws InterruptedException {
        for (var job : jobs.running()) {
            if (job.getJobName().equals(graph.getName())) {
                throw new ConfigurationException(
                        "%s is %s already: ./nightjar stop ends it with a savepoint, --replace or --take-over puts this one in its place"
                                .formatted(job.getJobName(), job.getJobState()));
            }
        }
    }

    private void tell(Pair pair, JobGraph graph, String web) {
        if (json) {
            console.out()
                    .println(
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("job", graph.getJobID().toString())
                                    .put("name", graph.getName())
                                    .put("web", web)
                                    .put("folder", pair.folder().toString())
                                    .toPrettyString());
        } else {
            console.out().println(graph.getName() + " runs: " + web);
        }
    }
}
