// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which configuration: that of the job which is meant. */
public final class ConfigChoice {

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "the job's own configuration")
    Path config = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "lay a value over it; may be given several times")
    List<String> overrides = List.of();

    /**
     * The configuration as it was told.
     *
     * @throws ConfigurationException in words
     */
    public NightjarConfig load() {
        return load(Map.of());
    }

    /** The same with these values (dotted key → YAML value) laid over all else. */
    public NightjarConfig load(Map<String, String> last) {
        var laid = Overrides.of(overrides);
        laid.putAll(last);
        return Configurations.load(config, laid);
    }

    /** The same choice as words for another process's command line. */
    public List<String> words() {
        if (!Files.isRegularFile(config)) {
            throw new ConfigurationException("--config " + config + " is no file");
        }
        var words = new ArrayList<>(List.of("--config", config.toAbsolutePath().toString()));
        overrides.forEach(override -> words.addAll(List.of("--set", override)));
        return words;
    }
}
