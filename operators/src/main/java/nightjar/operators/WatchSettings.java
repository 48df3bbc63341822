// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;
import nightjar.model.rule.SnapRule;

/**
 * When Presence is asked.
 *
 * @param rule how long snaps are waited for
 * @param every Presence is asked at the end of preload and then this often while snaps are missing
 * @param memory how long a snap is remembered that came before its announcement
 */
public record WatchSettings(SnapRule rule, Duration every, Duration memory)
        implements Serializable {

    public static final WatchSettings DEFAULT =
            new WatchSettings(SnapRule.DEFAULT, Duration.ofSeconds(10), Duration.ofHours(1));

    public WatchSettings {
        requireNonNull(rule, "rule");
        requireNonNull(every, "every");
        requireNonNull(memory, "memory");
    }
}
