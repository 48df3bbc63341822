// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Lets a Kafka client's settings say <code>${secret:/path/of/file}</code> inside a quoted JAAS
 * option: the file's text, without surrounding white space, is put there when the client is made.
 */
public final class SecretFiles implements ConfigProvider {

    @Override
    public ConfigData get(String path) {
        return get(path, Set.of());
    }

    @Override
    public ConfigData get(String path, Set<String> files) {
        Map<String, String> secrets = new HashMap<>();
        for (var file : files) {
            secrets.put(file, quoted(read(file)));
        }
        return new ConfigData(secrets);
    }

    /** As the inside of a quoted JAAS option. */
    static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new ConfigException(
                    "cannot read the Kafka password from "
                            + file
                            + " ("
                            + e.getClass().getSimpleName()
                            + "): mount the secret there or name another file");
        }
    }

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void close() {}
}
