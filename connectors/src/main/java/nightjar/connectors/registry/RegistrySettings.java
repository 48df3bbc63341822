// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.registry;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Where a Confluent-compatible schema registry is.
 *
 * @param urls base URLs, asked in turn until one answers: the registry's address changes at
 *     maintenance
 * @param connectTimeout for each
 * @param readTimeout for each
 */
public record RegistrySettings(List<String> urls, Duration connectTimeout, Duration readTimeout)
        implements Serializable {

    public RegistrySettings {
        urls = List.copyOf(urls);
        requireNonNull(connectTimeout, "connectTimeout");
        requireNonNull(readTimeout, "readTimeout");
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("a schema registry needs at least one URL");
        }
    }

    public static RegistrySettings at(String... urls) {
        return new RegistrySettings(List.of(urls), Duration.ofSeconds(1), Duration.ofSeconds(2));
    }
}
