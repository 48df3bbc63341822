// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import java.util.Locale;

/** Who lives in the box; each is one child process that can be stopped and started alone. */
public enum Neighbour {
    /** Kafka: announcements, notifications, alerts, records. */
    KAFKA("nothing is announced and nothing alerted until it is back"),
    /** Cassandra: the APDB. */
    CASSANDRA("nothing can be stored, so nothing is alerted until it is back"),
    /** The object store with the S3 API. */
    STORE(
            "no image can be fetched and no product kept: who needs one asks again, and FAILED is the end of who asked too long"),
    /** Registry, Presence, Sasquatch and MPSky, stand-ins in one process. */
    DESK(
            "Presence finds no lost image, unknown schemas stay unknown and asteroids are new objects; what is known goes on"),
    /** Sattle, a stand-in that knows the simulated satellites. */
    SATTLE("nothing is cleared, so nothing is alerted until it is back");

    private final String withoutIt;

    Neighbour(String withoutIt) {
        this.withoutIt = withoutIt;
    }

    /** What its absence means for the night. */
    public String withoutIt() {
        return withoutIt;
    }

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
