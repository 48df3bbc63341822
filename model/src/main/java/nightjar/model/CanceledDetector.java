// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

/**
 * A cancelled visit, for one of its detectors.
 *
 * @param key which visit-detector
 * @param atMillis UTC milliseconds since 1970 when the cancellation was fanned out
 */
public record CanceledDetector(VisitDetector key, long atMillis) implements ForVisitDetector {

    public CanceledDetector {
        requireNonNull(key, "key");
    }
}
