// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nightjar.job.config.ConfigurationException;
import nightjar.job.config.Overrides;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * The run command's words.
 *
 * @param config the configuration file
 * @param overrides dotted key → YAML value, laid over the file
 */
record RunOptions(Path config, Map<String, String> overrides) {

    static final String USAGE = "usage: --config nightjar.yaml [--set key=value]…";

    static RunOptions parse(String[] args) {
        Path config = Path.of("");
        List<String> overrides = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            if (i + 1 == args.length) {
                throw new ConfigurationException(args[i] + " needs a value; " + USAGE);
            }
            var value = args[++i];
            switch (args[i - 1]) {
                case "--config" -> config = Path.of(value);
                case "--set" -> overrides.add(value);
                default ->
                        throw new ConfigurationException(args[i - 1] + " is no option; " + USAGE);
            }
        }
        if (config.toString().isEmpty()) {
            throw new ConfigurationException("which configuration? " + USAGE);
        }
        return new RunOptions(config, Overrides.of(overrides));
    }

    /** Whether the launcher started it, and no cluster, which loads it in a way of its own. */
    static boolean isAlone() {
        return !root().isEmpty()
                && RunOptions.class.getClassLoader() == ClassLoader.getSystemClassLoader();
    }

    private static String root() {
        return System.getProperty("nightjar.root", "");
    }

    /**
     * Flink's own settings when no cluster gives them: those of flink-conf beside the launcher. On
     * a cluster the environment's own win.
     */
    Configuration flink() {
        return isAlone()
                ? GlobalConfiguration.loadConfiguration(Path.of(root(), "flink-conf").toString())
                : new Configuration();
    }
}
