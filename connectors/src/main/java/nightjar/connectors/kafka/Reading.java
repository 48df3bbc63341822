// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How topics are read.
 *
 * @param lineage the deployment's lineage: consumer groups of two lineages never meet
 * @param name what is read, for instance next-visit; the group id is {@code lineage-name}
 * @param from where to begin when neither a checkpoint nor the group knows
 * @param discovery how often to look for new topics and partitions
 * @param mostBytes a value larger than this is cut off, to be quarantined
 */
public record Reading(String lineage, String name, From from, Duration discovery, int mostBytes) {

    /** Where reading begins the first time. */
    public enum From {
        /** With the oldest record that the topic still has. */
        EARLIEST,
        /** With the next record that comes. */
        LATEST
    }

    /** No announcement or notification is near this; brokers allow 10 MiB. */
    public static final int DEFAULT_MOST_BYTES = 1 << 20;

    public Reading {
        requireNonNull(from, "from");
        requireNonNull(discovery, "discovery");
        if (lineage.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException("a consumer group needs a lineage and a name");
        }
        if (mostBytes <= 0) {
            throw new IllegalArgumentException("a record of at most " + mostBytes + " bytes");
        }
    }

    public static Reading of(String lineage, String name, From from) {
        return new Reading(lineage, name, from, Duration.ofSeconds(10), DEFAULT_MOST_BYTES);
    }

    public String group() {
        return lineage + "-" + name;
    }
}
