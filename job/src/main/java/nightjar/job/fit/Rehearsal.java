// SPDX-License-Identifier: Apache-2.0
package nightjar.job.fit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import nightjar.job.Doors;
import nightjar.job.LastWord;
import nightjar.job.NightjarJob;
import nightjar.job.Settings;
import nightjar.job.config.ConfigChoice;
import nightjar.job.config.NightjarConfig;
import nightjar.job.doors.ProductionDoors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What {@code ./nightjar upgrade --check} runs of the version in question, in a JVM of its own:
 * restores a savepoint into this version's graph behind closed doors. State of sources and sinks,
 * whose doors are closed, is looked for by name only.
 */
@Command(name = "rehearsal", mixinStandardHelpOptions = true)
public final class Rehearsal implements Callable<Integer> {

    /** Not 1, with which a JVM ends, too, that could not begin. */
    public static final int MISFITS = 10;

    private static final int FITS = 0;

    private final PrintStream out;
    private final PrintStream err;

    @Mixin ConfigChoice which = new ConfigChoice();

    @Option(names = "--savepoint", required = true, description = "where it is")
    String savepoint = "";

    @Option(names = "--flink-conf", required = true, description = "the folder of config.yaml")
    Path flinkConf = Path.of("");

    @Option(names = "--json", description = "say it as one JSON object")
    boolean json;

    Rehearsal(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        var rehearsal = new Rehearsal(System.out, System.err);
        System.exit(new CommandLine(rehearsal).execute(args));
    }

    @Override
    public Integer call() {
        return LastWord.ofFinder("nightjar upgrade", this::rehearse, err);
    }

    private int rehearse() throws Exception {
        var config = which.load();
        var flink = GlobalConfiguration.loadConfiguration(flinkConf.toString());
        var states = SavepointStates.at(savepoint);
        var misfits = new ArrayList<String>();
        for (var name : states.lackedBy(graph(flink, config, new ProductionDoors(config)))) {
            misfits.add(
                    name + ": the savepoint has its state, and this version has no such operator");
        }
        try (var job = RestoredJob.start(flink, closed(flink, config), savepoint)) {
            job.misfit().map(states::named).ifPresent(misfits::add);
        }
        tell(states, misfits);
        return misfits.isEmpty() ? FITS : MISFITS;
    }

    private static JobGraph closed(Configuration flink, NightjarConfig config) {
        return graph(RestoredJob.quiet(flink), config, new ClosedDoors());
    }

    private static JobGraph graph(Configuration flink, NightjarConfig config, Doors doors) {
        var env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        NightjarJob.describe(env, doors, Settings.of(config));
        return env.getStreamGraph().getJobGraph();
    }

    private void tell(SavepointStates states, List<String> misfits) {
        if (json) {
            var node = JsonNodeFactory.instance.objectNode();
            node.put("fits", misfits.isEmpty()).put("savepoint", savepoint);
            var operators = node.putArray("operators");
            states.names().forEach(operators::add);
            var all = node.putArray("misfits");
            misfits.forEach(all::add);
            out.println(node.toPrettyString());
            return;
        }
        misfits.forEach(out::println);
        out.println(
                misfits.isEmpty()
                        ? "it fits: the state of %d operators was restored from %s"
                                .formatted(states.operators().size(), savepoint)
                        : "it does not fit: " + savepoint);
    }
}
