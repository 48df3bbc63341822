// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

/**
 * A visit that is not wanted (any more), for one of its detectors.
 *
 * @param key which visit-detector
 * @param ending CANCELLED, or IGNORED for an announcement that came too late
 * @param why for a person
 * @param atMillis UTC milliseconds since 1970 when this was fanned out
 */
public record UnwantedDetector(VisitDetector key, Ending ending, String why, long atMillis)
        implements ForVisitDetector {

    public UnwantedDetector {
        requireNonNull(key, "key");
        requireNonNull(ending, "ending");
        requireNonNull(why, "why");
    }
}
