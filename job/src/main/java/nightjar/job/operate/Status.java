// SPDX-License-Identifier: Apache-2.0
package nightjar.job.operate;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Processes, web UIs, the leader, slots, jobs.")
final class Status implements Callable<Integer> {

    private final Console console;

    @Mixin ClusterChoice which = new ClusterChoice();

    @Option(names = "--json", description = "say it as one JSON object")
    boolean json;

    Status(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return console.tell(
                "nightjar cluster status",
                () -> ClusterReport.of(which.pair()).tell(console, json));
    }
}
