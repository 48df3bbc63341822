// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import nightjar.model.Outcome;
import nightjar.model.Received;

/** What pours onto the job's three topics beside good messages. */
public interface Flood {

    /** The topics, in the order of the job's sources. */
    enum Topic {
        NEXT_VISIT,
        CANCELED,
        NOTIFICATION
    }

    /** The next message for a topic. */
    byte[] next(Topic topic);

    /** What the job's own decoder says of it: lost is what belongs into quarantine. */
    Outcome<?> decoded(Topic topic, Received received) throws InterruptedException;
}
