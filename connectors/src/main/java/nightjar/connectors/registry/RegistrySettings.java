// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.registry;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import nightjar.connectors.wire.Authorization;
import nightjar.connectors.wire.Trust;

/**
 * Where a Confluent-compatible schema registry is.
 *
 * @param urls base URLs, asked in turn until one answers: the registry's address changes at
 *     maintenance
 * @param authorization who we say we are to each
 * @param trust whose certificates are trusted
 * @param connectTimeout for each
 * @param readTimeout for each
 */
public record RegistrySettings(
        List<String> urls,
        Authorization authorization,
        Trust trust,
        Duration connectTimeout,
        Duration readTimeout)
        implements Serializable {

    public RegistrySettings {
        urls = List.copyOf(urls);
        requireNonNull(authorization, "authorization");
        requireNonNull(trust, "trust");
        requireNonNull(connectTimeout, "connectTimeout");
        requireNonNull(readTimeout, "readTimeout");
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("a schema registry needs at least one URL");
        }
    }

    public static RegistrySettings at(String... urls) {
        return new RegistrySettings(
                List.of(urls),
                Authorization.NONE,
                Trust.OF_JAVA,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2));
    }

    /** With this patience for a connection, and for an answer. */
    public RegistrySettings within(Duration patience) {
        return new RegistrySettings(urls, authorization, trust, patience, patience);
    }

    public RegistrySettings securedBy(Authorization who, Trust whom) {
        return new RegistrySettings(urls, who, whom, connectTimeout, readTimeout);
    }
}
