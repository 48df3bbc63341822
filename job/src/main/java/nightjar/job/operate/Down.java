// SPDX-License-Identifier: Apache-2.0
package nightjar.job.operate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.concurrent.Callable;
import nightjar.job.cluster.Daemon;
import nightjar.job.cluster.Pair;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code down}. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description =
                "Ends every process that up started, and forgets the cluster's jobs. Checkpoints and "
                        + "savepoints stay in its folder: ./nightjar submit --from-savepoint newest goes on there.")
final class Down implements Callable<Integer> {

    private final Console console;

    @Mixin ClusterChoice which = new ClusterChoice();

    @Option(names = "--json", description = "say it as one JSON object")
    boolean json;

    Down(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return console.tell("nightjar cluster down", this::down);
    }

    private int down() throws Exception {
        var pair = which.pair();
        var ended = pair.downForGood();
        if (json) {
            console.out().println(json(pair, ended));
        } else {
            console.out().println(words(pair, ended));
        }
        return 0;
    }

    private static String words(Pair pair, List<Daemon> ended) {
        var said =
                ended.isEmpty()
                        ? "no cluster ran in " + pair.folder()
                        : "ended " + ended.size() + " processes";
        return pair.newestPlace()
                .map(place -> said + "; the newest checkpoint or savepoint is " + place)
                .orElse(said);
    }

    private static String json(Pair pair, List<Daemon> ended) {
        var node = JsonNodeFactory.instance.objectNode();
        var all = node.putArray("ended");
        ended.forEach(it -> all.addObject().put("role", it.role()).put("pid", it.pid()));
        node.put("newest", pair.newestPlace().map(Object::toString).orElse(""));
        return node.toPrettyString();
    }
}
