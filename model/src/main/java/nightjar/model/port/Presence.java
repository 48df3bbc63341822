// SPDX-License-Identifier: Apache-2.0
package nightjar.model.port;

import java.util.Optional;
import nightjar.model.Outcome;
import nightjar.model.VisitDetector;

/** The Presence service, which knows which raws have been ingested. */
public interface Presence {

    /** The object's URI if the snap's raw is there; empty when it is not there yet. */
    Outcome<Optional<String>> find(VisitDetector key, int snap, Deadline deadline)
            throws InterruptedException;
}
