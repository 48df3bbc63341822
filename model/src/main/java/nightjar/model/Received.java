// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

/**
 * A Kafka record as it came, not yet understood.
 *
 * @param topic where it came from
 * @param partition its partition
 * @param offset its offset
 * @param timestampMillis the record's timestamp, UTC milliseconds since 1970
 * @param value its bytes; empty for a tombstone
 */
public record Received(
        String topic, int partition, long offset, long timestampMillis, byte[] value) {

    public Received {
        requireNonNull(topic, "topic");
        requireNonNull(value, "value");
    }
}
