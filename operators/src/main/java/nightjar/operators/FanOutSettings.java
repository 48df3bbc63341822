// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;
import nightjar.model.rule.FanOutRule;

/**
 * How announcements are fanned out.
 *
 * @param version of these settings, stamped on every expectation
 * @param rule which detectors an announcement goes to
 * @param expiry an older announcement is stale
 * @param memory how long a group's detectors are remembered for its cancellation, and a
 *     cancellation for its group
 */
public record FanOutSettings(String version, FanOutRule rule, Duration expiry, Duration memory)
        implements Serializable {

    public FanOutSettings {
        requireNonNull(version, "version");
        requireNonNull(rule, "rule");
        requireNonNull(expiry, "expiry");
        requireNonNull(memory, "memory");
    }

    /** As Rubin's prompt processing runs: stale after an hour; remembered for two. */
    public static FanOutSettings of(String version, FanOutRule rule) {
        return new FanOutSettings(version, rule, Duration.ofHours(1), Duration.ofHours(2));
    }
}
