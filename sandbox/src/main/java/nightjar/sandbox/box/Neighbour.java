// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import java.util.Locale;

/** Who lives in the box; each is one child process that can be stopped and started alone. */
public enum Neighbour {
    /** Kafka: announcements, notifications, alerts, records. */
    KAFKA,
    /** Cassandra: the APDB. */
    CASSANDRA,
    /** The object store with the S3 API. */
    STORE,
    /** Registry, Presence and Sasquatch, stand-ins in one process. */
    DESK,
    /** Sattle, a stand-in that knows the simulated satellites. */
    SATTLE;

    /** As it is said on the command line and in logs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The neighbour of that word; says which there are when there is none. */
    public static Neighbour of(String word) {
        for (Neighbour neighbour : values()) {
            if (neighbour.word().equals(word)) {
                return neighbour;
            }
        }
        throw new IllegalArgumentException(
                "no neighbour \"" + word + "\": kafka, cassandra, store, desk or sattle");
    }
}
