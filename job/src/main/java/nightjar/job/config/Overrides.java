// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code --set KEY=VALUE} lays over a configuration. */
public final class Overrides {

    private Overrides() {}

    /**
     * Dotted key → YAML value, the last of a key winning.
     *
     * @throws ConfigurationException for what is no key=value
     */
    public static Map<String, String> of(List<String> words) {
        var laid = new LinkedHashMap<String, String>();
        for (var word : words) {
            var parts = word.split("=", 2);
            if (parts.length != 2) {
                throw new ConfigurationException("--set " + word + " is not key=value");
            }
            laid.put(parts[0], parts[1]);
        }
        return laid;
    }
}
