// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;

/**
 * How the books are kept.
 *
 * @param backstop an expectation that no stage has ended this long after it was fanned out is ended
 *     here; longer than all stages' own limits together, a commit's 12 h, twice, among them
 * @param tombstone an ended visit-detector is remembered this long, so that a second end is noticed
 */
public record AccountSettings(Duration backstop, Duration tombstone) implements Serializable {

    public static final AccountSettings DEFAULT =
            new AccountSettings(Duration.ofHours(36), Duration.ofDays(2));

    public AccountSettings {
        requireNonNull(backstop, "backstop");
        requireNonNull(tombstone, "tombstone");
    }
}
