// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

/**
 * The announcement that a group will never be taken (SAL event
 * ScriptQueue.logevent_nextVisitCanceled). It names neither instrument nor detectors.
 *
 * @param group the group of the nextVisit that it cancels
 * @param scriptSalIndex the script's number
 */
public record VisitCanceled(String group, int scriptSalIndex) {

    public VisitCanceled {
        requireNonNull(group, "group");
    }
}
