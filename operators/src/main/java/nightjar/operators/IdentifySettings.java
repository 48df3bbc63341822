// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;

/**
 * How patient identification is.
 *
 * @param within an object whose group is still unknown this long after it was first seen is given
 *     up
 */
public record IdentifySettings(Duration within) implements Serializable {

    public static final IdentifySettings DEFAULT = new IdentifySettings(Duration.ofMinutes(10));

    public IdentifySettings {
        requireNonNull(within, "within");
    }
}
