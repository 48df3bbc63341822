// SPDX-License-Identifier: Apache-2.0
package nightjar.job.operate;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import nightjar.job.cluster.FlinkJobs;
import nightjar.job.cluster.Pair;
import nightjar.job.cluster.Program;
import nightjar.job.config.ConfigChoice;
import nightjar.job.config.ConfigurationException;
import nightjar.job.fit.Rehearsal;
import org.apache.flink.api.common.JobID;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./nightjar upgrade --check JAR}. */
@Command(
        name = "./nightjar upgrade",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Restores a savepoint into another version of the job, in a process of its own in which "
                        + "nothing comes and nothing gets out, and says which operator or state does not fit. The "
                        + "job that runs goes on. It exits with 0: fits, 1: does not, 2: could not be tried.")
public final class Upgrade implements Callable<Integer> {

    private final Console console;

    @Mixin ClusterChoice which = new ClusterChoice();

    @Option(
            names = "--check",
            required = true,
            paramLabel = "JAR",
            description = "the version: its job jar, with lib beside it")
    Path jar = Path.of("");

    @Mixin ConfigChoice configuration = new ConfigChoice();

    @Option(
            names = "--savepoint",
            paramLabel = "P",
            description =
                    "which (default: one made now of the job that runs, and taken away again, else the newest)")
    Optional<String> savepoint = Optional.empty();

    @Option(names = "--json", description = "say it as one JSON object")
    boolean json;

    Upgrade(Console console) {
        this.console = console;
    }

    public static void main(String[] args) {
        System.exit(run(Console.own(), args));
    }

    /** The command with its words. */
    public static int run(Console console, String... args) {
        return console.run(new CommandLine(new Upgrade(console)), args);
    }

    @Override
    public Integer call() {
        return console.tell("nightjar upgrade", this::check);
    }

    private int check() throws Exception {
        var program = Program.of(jar);
        program.requireRehearsal();
        var pair = which.pair();
        if (savepoint.isPresent()) {
            return rehearsed(program, Places.found(pair, savepoint.get()));
        }
        if (pair.isUp()) {
            pair.requireLead();
            try (var jobs = pair.jobs()) {
                var running = jobs.running();
                if (running.size() == 1) {
                    return rehearsed(program, jobs, pair, running.get(0).getJobId());
                }
                if (running.size() > 1) {
                    throw new ConfigurationException(
                            "several jobs run: name a savepoint with --savepoint");
                }
            }
        }
        return rehearsed(program, Places.found(pair, "newest"));
    }

    /** With a savepoint made for it, which goes afterwards: nobody asked for that. */
    private int rehearsed(Program program, FlinkJobs jobs, Pair pair, JobID job) throws Exception {
        var made = jobs.savepoint(job, pair.savepoints().toUri().toString());
        try {
            return rehearsed(program, made);
        } finally {
            try {
                jobs.dispose(made);
            } catch (IllegalStateException e) {
                console.err().println(made + " was made for this and stays: " + e.getMessage());
            }
        }
    }

    private int rehearsed(Program program, String place) throws Exception {
        var command = new ArrayList<>(Program.java());
        command.addAll(List.of("-cp", String.join(File.pathSeparator, program.classPath())));
        command.addAll(List.of(Program.REHEARSAL, "--savepoint", place));
        command.addAll(List.of("--flink-conf", ClusterChoice.root() + "/flink-conf"));
        command.addAll(configuration.words());
        if (json) {
            command.add("--json");
        }
        var process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.getInputStream().transferTo(console.out());
        return switch (process.waitFor()) {
            case 0 -> 0;
            case Rehearsal.MISFITS -> 1;
            default -> 2;
        };
    }
}
