// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import nightjar.connectors.pipelines.PipelinesFile;
import nightjar.connectors.pipelines.Surroundings;
import nightjar.job.config.ConfigurationException;
import nightjar.job.config.PipelinesConfig;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.DetectorRegions;
import nightjar.model.port.ImageWorkers;
import nightjar.model.port.ObjectStore;
import nightjar.model.rule.FailureClass;
import nightjar.model.rule.PipelinesRule;
import nightjar.operators.step.Engines;
import nightjar.operators.step.WantedPipelines;

/** The configured pipelines: for whom each is, and what runs it. */
final class Pipelines implements Engines, AutoCloseable {

    private static final String FILE = "{pipeline}";

    private final PipelinesConfig config;
    private final PipelinesRule main;
    private final PipelinesRule preprocessing;
    private final Supplier<ImageWorkers> ours;
    private final Function<List<String>, ImageWorkers> others;
    private final Map<List<String>, ImageWorkers> opened = new ConcurrentHashMap<>();

    private Pipelines(
            PipelinesConfig config,
            PipelinesRule main,
            PipelinesRule preprocessing,
            Supplier<ImageWorkers> ours,
            Function<List<String>, ImageWorkers> others) {
        this.config = config;
        this.main = main;
        this.preprocessing = preprocessing;
        this.ours = ours;
        this.others = others;
    }

    /**
     * @param ours who run the native pipeline
     * @param others makes those who run a pipeline by a command line
     * @throws ConfigurationException for a file that cannot be read, with the place of the mistake,
     *     or that names a pipeline which nothing is said to run
     */
    static Pipelines read(
            PipelinesConfig config,
            ObjectStore store,
            Supplier<ImageWorkers> ours,
            Function<List<String>, ImageWorkers> others) {
        var main = rule("pipelines.main", config.main(), store);
        var preprocessing = rule("pipelines.preprocessing", config.preprocessing(), store);
        var pipelines = new Pipelines(config, main, preprocessing, ours, others);
        main.nodes().forEach(node -> node.pipelines().forEach(pipelines::requireEngine));
        return pipelines;
    }

    private static PipelinesRule rule(String key, String uri, ObjectStore store) {
        if (uri.isEmpty()) {
            return WantedPipelines.natively();
        }
        var file = new PipelinesFile(Surroundings.ofProcess());
        return store.get(uri)
                .then(bytes -> file.read(new String(bytes, StandardCharsets.UTF_8)))
                .fold(
                        rule -> rule,
                        loss -> {
                            throw new ConfigurationException(key + " " + uri + ": " + loss.why());
                        });
    }

    private void requireEngine(String pipeline) {
        if (!isNative(pipeline) && !config.engines().containsKey(PipelinesFile.stem(pipeline))) {
            throw new ConfigurationException(
                    "pipelines.main "
                            + config.main()
                            + " names "
                            + pipeline
                            + ", and pipelines.engines does not say what runs "
                            + PipelinesFile.stem(pipeline)
                            + ": native, none, or a command line");
        }
    }

    private static boolean isNative(String pipeline) {
        return pipeline.equals(WantedPipelines.NATIVE);
    }

    /** Those that may run, in the order of the configuration. */
    List<String> names() {
        return main.nodes().stream()
                .flatMap(node -> node.pipelines().stream())
                .distinct()
                .filter(it -> isNative(it) || !engine(it).runsNothing())
                .toList();
    }

    private PipelinesConfig.Engine engine(String pipeline) {
        return requireNonNull(config.engines().get(PipelinesFile.stem(pipeline)), pipeline);
    }

    WantedPipelines wanted(DetectorRegions regions) {
        return new WantedPipelines(main, preprocessing, regions);
    }

    @Override
    public Outcome<Engine> of(String pipeline) {
        if (isNative(pipeline)) {
            return Outcome.done(new Engine(ours.get(), true));
        }
        var engine = config.engines().get(PipelinesFile.stem(pipeline));
        if (engine == null) {
            return FailureClass.INVALID_PIPELINE.lost("nothing is said to run " + pipeline);
        }
        if (engine.runsNothing()) {
            return Outcome.lost(Loss.ignored("pipelines.engines says that nothing runs it"));
        }
        var workers = engine.runsNatively() ? ours.get() : others(engine, pipeline);
        return Outcome.done(new Engine(workers, engine.template()));
    }

    private ImageWorkers others(PipelinesConfig.Engine engine, String pipeline) {
        var command = engine.run().stream().map(word -> word.replace(FILE, pipeline)).toList();
        return opened.computeIfAbsent(command, others);
    }

    @Override
    public void close() {
        opened.values().forEach(ImageWorkers::close);
    }
}
