// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;
import nightjar.model.rule.RotationRule;
import nightjar.model.rule.SnapRule;

/**
 * How snaps are waited for.
 *
 * @param rule how long, and how many
 * @param rotation which exposures fit the announcement
 * @param unannounced a raw that nobody announced waits this long
 * @param tombstone an ended visit-detector is remembered this long, so that what still comes for it
 *     is known as late or repeated
 */
public record SnapSettings(
        SnapRule rule, RotationRule rotation, Duration unannounced, Duration tombstone)
        implements Serializable {

    public static final SnapSettings DEFAULT =
            new SnapSettings(
                    SnapRule.DEFAULT,
                    RotationRule.DEFAULT,
                    Duration.ofHours(1),
                    Duration.ofDays(1));

    public SnapSettings {
        requireNonNull(rule, "rule");
        requireNonNull(rotation, "rotation");
        requireNonNull(unannounced, "unannounced");
        requireNonNull(tombstone, "tombstone");
    }
}
