// SPDX-License-Identifier: Apache-2.0
package nightjar.job.operate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import nightjar.job.config.ConfigurationException;
import org.apache.flink.runtime.client.JobStatusMessage;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./nightjar stop}. */
@Command(
        name = "./nightjar stop",
        mixinStandardHelpOptions = true,
        description =
                "Stops the job with a savepoint, in which all that is under way is kept, and prints where "
                        + "that is. It exits with 0: stopped, 2: it was refused.")
public final class Stop implements Callable<Integer> {

    private final Console console;

    @Mixin ClusterChoice which = new ClusterChoice();

    @Option(names = "--lineage", paramLabel = "NAME", description = "whose job, where several run")
    Optional<String> lineage = Optional.empty();

    @Option(names = "--json", description = "say it as one JSON object")
    boolean json;

    Stop(Console console) {
        this.console = console;
    }

    public static void main(String[] args) {
        System.exit(run(Console.own(), args));
    }

    static int run(Console console, String... args) {
        return console.run(new CommandLine(new Stop(console)), args);
    }

    @Override
    public Integer call() {
        return console.tell("nightjar stop", this::stop);
    }

    private int stop() throws InterruptedException {
        var pair = which.pair();
        pair.requireLead();
        try (var jobs = pair.jobs()) {
            var job = one(jobs.running());
            var place = jobs.stop(job.getJobId(), pair.savepoints().toUri().toString());
            if (json) {
                console.out()
                        .println(
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put("job", job.getJobId().toString())
                                        .put("name", job.getJobName())
                                        .put("savepoint", place)
                                        .toPrettyString());
            } else {
                console.out().println(place);
            }
            return 0;
        }
    }

    private JobStatusMessage one(List<JobStatusMessage> running) {
        var fitting =
                running.stream()
                        .filter(
                                job ->
                                        lineage.isEmpty()
                                                || job.getJobName()
                                                        .equals("nightjar " + lineage.get()))
                        .toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        var names = running.stream().map(JobStatusMessage::getJobName).collect(Collectors.toList());
        throw new ConfigurationException(
                fitting.isEmpty()
                        ? "there is no such job to stop; these run: " + names
                        : "several jobs run, say which with --lineage: " + names);
    }
}
