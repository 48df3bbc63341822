// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.presence;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;

/**
 * Where Presence is.
 *
 * @param base its address, ending in /presence
 * @param timeout for one question; Prompt Processing gives it 1 s
 */
public record PresenceSettings(String base, Duration timeout) implements Serializable {

    public PresenceSettings {
        requireNonNull(base, "base");
        requireNonNull(timeout, "timeout");
        base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        if (base.isEmpty()) {
            throw new IllegalArgumentException("Presence needs an address: http://host/presence");
        }
    }

    public PresenceSettings within(Duration other) {
        return new PresenceSettings(base, other);
    }

    public static PresenceSettings at(String base) {
        return new PresenceSettings(base, Duration.ofSeconds(1));
    }
}
