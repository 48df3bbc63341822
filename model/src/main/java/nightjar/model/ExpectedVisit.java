// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

/**
 * One detector's share of an announced visit: an expectation that the ledger will see closed.
 *
 * @param key which visit-detector
 * @param visit the announcement
 * @param settings version of the operators' settings (detector lists, pipelines) it was fanned out
 *     under
 * @param fannedOutMillis UTC milliseconds since 1970 when it was fanned out
 */
public record ExpectedVisit(
        VisitDetector key, NextVisit visit, String settings, long fannedOutMillis)
        implements ForVisitDetector {

    public ExpectedVisit {
        requireNonNull(key, "key");
        requireNonNull(visit, "visit");
        requireNonNull(settings, "settings");
    }
}
