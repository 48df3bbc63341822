// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

import java.util.List;
import java.util.Map;

/**
 * Which pipelines visits are for, and what runs them. May be left out: then every visit runs the
 * native pipeline.
 *
 * @param main URI of the pipelines configuration of the images, in Prompt Processing's language;
 *     empty: the native pipeline for all
 * @param preprocessing URI of that of what is done before the shutter opens; empty: always
 * @param engines by the name of a pipeline's file, without folder and ending: what runs it
 */
public record PipelinesConfig(String main, String preprocessing, Map<String, Engine> engines) {

    /** What the native engine, or whatever imaging.command says, runs. */
    public static final String NATIVE = "native";

    /** What nightjar does not run: the next pipeline is tried. */
    public static final String NONE = "none";

    public PipelinesConfig {
        uri("pipelines.main", main);
        uri("pipelines.preprocessing", preprocessing);
        Check.that(
                preprocessing.isEmpty() || !main.isEmpty(),
                "pipelines.main",
                main,
                "pipelines.preprocessing is of no use without it");
        engines = Map.copyOf(engines);
    }

    /**
     * What runs a pipeline.
     *
     * @param run the word native or none, or the command line of an image worker, in which {@code
     *     {pipeline}} stands for the pipeline's file
     * @param template whether it cannot run without a template
     */
    public record Engine(List<String> run, boolean template) {
        public Engine {
            Check.filled("pipelines.engines.run", run);
            run = List.copyOf(run);
        }

        public boolean runsNatively() {
            return run.equals(List.of(NATIVE));
        }

        public boolean runsNothing() {
            return run.equals(List.of(NONE));
        }
    }

    private static void uri(String key, String value) {
        if (!value.isEmpty()) {
            Check.uri(key, value);
        }
    }
}
