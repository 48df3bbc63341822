// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sattle;

import java.io.Serializable;
import java.time.Duration;

/**
 * How Sattle is asked.
 *
 * @param base its address, for instance http://sattle:9999; empty is a mistake in configuration,
 *     never a way to do without
 * @param timeout for one call; computing a visit's satellites is part of the first
 * @param historical whether to ask for a past night's catalogue; the same in every call, since
 *     Sattle keeps such visits apart
 * @param mostSources how many sources to ask about in one call
 * @param failures so many failures one after another open the breaker
 * @param rest how long the breaker stays open before one call is tried
 */
public record SattleSettings(
        String base,
        Duration timeout,
        boolean historical,
        int mostSources,
        int failures,
        Duration rest)
        implements Serializable {

    public SattleSettings {
        base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        if (base.isEmpty()) {
            throw new IllegalArgumentException(
                    "Sattle needs an address: without it nothing may be published");
        }
        if (mostSources < 1 || failures < 1) {
            throw new IllegalArgumentException(
                    "mostSources and failures must be positive: " + mostSources + ", " + failures);
        }
    }

    public static SattleSettings at(String base) {
        return new SattleSettings(
                base, Duration.ofSeconds(5), false, 2000, 5, Duration.ofSeconds(3));
    }

    public SattleSettings withTimeout(Duration other) {
        return new SattleSettings(base, other, historical, mostSources, failures, rest);
    }

    public SattleSettings withMostSources(int most) {
        return new SattleSettings(base, timeout, historical, most, failures, rest);
    }

    public SattleSettings withBreaker(int after, Duration resting) {
        return new SattleSettings(base, timeout, historical, mostSources, after, resting);
    }

    public SattleSettings asHistorical() {
        return new SattleSettings(base, timeout, true, mostSources, failures, rest);
    }
}
