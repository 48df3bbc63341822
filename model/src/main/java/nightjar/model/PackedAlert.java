// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

/**
 * An alert ready for the topic.
 *
 * @param diaSourceId the alert's id: that of the DIASource that triggered it
 * @param value the Kafka value: 0x00, the schema id as big-endian int32, Avro binary
 */
public record PackedAlert(long diaSourceId, byte[] value) {

    public PackedAlert {
        requireNonNull(value, "value");
    }
}
