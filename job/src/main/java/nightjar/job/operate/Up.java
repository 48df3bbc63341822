// SPDX-License-Identifier: Apache-2.0
package nightjar.job.operate;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import nightjar.job.cluster.Roster;
import nightjar.job.config.ConfigurationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description =
                "Starts what is not there. After a loss of some or all of its processes the cluster goes "
                        + "on with the jobs that it had, from their newest checkpoints.")
final class Up implements Callable<Integer> {

    private static final int FEWEST = 2;

    private final Console console;

    @Mixin ClusterChoice which = new ClusterChoice();

    @Option(
            names = "--taskmanagers",
            paramLabel = "N",
            description =
                    "how many, of two slots each; jobs leave the slots of one of them free, as a spare (default: as before, or 2)")
    Optional<Integer> taskManagers = Optional.empty();

    @Option(names = "--json", description = "say it as one JSON object")
    boolean json;

    Up(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return console.tell("nightjar cluster up", this::up);
    }

    private int up() throws Exception {
        if (taskManagers.orElse(1) < 1) {
            throw new ConfigurationException(
                    "--taskmanagers " + taskManagers.get() + ": 1 or more");
        }
        var pair = which.pair();
        int wanted = taskManagers.or(() -> pair.roster().map(Roster::taskManagers)).orElse(FEWEST);
        var started = pair.up(wanted, Map.of());
        if (!json) {
            console.out()
                    .println(
                            started.isEmpty()
                                    ? "all of it is up already"
                                    : "started " + started.size() + " processes");
        }
        pair.awaitReadyMending();
        return ClusterReport.of(pair).tell(console, json);
    }
}
