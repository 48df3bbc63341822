// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nightjar.job.config.ConfigurationException;
import nightjar.job.config.Configurations;
import nightjar.job.config.NightjarConfig;
import picocli.CommandLine.Option;

/** Which configuration: that of the job which is looked at. */
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
        var laid = new LinkedHashMap<String, String>();
        for (var override : overrides) {
            var parts = override.split("=", 2);
            if (parts.length != 2) {
                throw new ConfigurationException("--set " + override + " is not key=value");
            }
            laid.put(parts[0], parts[1]);
        }
        laid.putAll(last);
        return Configurations.load(config, laid);
    }
}
