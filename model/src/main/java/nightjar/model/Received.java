// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Arrays;

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

    /** How a value begins that was cut off: no Confluent value and no JSON begins like this. */
    private static final long CUT_OFF = 0xFFL << 56 | 0x6A61722D637574L;

    private static final int CUT_OFF_BYTES = 2 * Long.BYTES;

    /** What is left of a value that is too large to travel: its size and its beginning. */
    public static byte[] cutOff(byte[] value) {
        var kept = Math.min(value.length, Quarantined.MOST_BODY_BYTES - CUT_OFF_BYTES);
        return ByteBuffer.allocate(CUT_OFF_BYTES + kept)
                .putLong(CUT_OFF)
                .putLong(value.length)
                .put(value, 0, kept)
                .array();
    }

    /** How large the value was before it was cut off; 0 when it is whole. */
    public long cutFromBytes() {
        if (value.length < CUT_OFF_BYTES) {
            return 0;
        }
        var start = ByteBuffer.wrap(value);
        return start.getLong() == CUT_OFF ? start.getLong() : 0;
    }

    /** The value, or the beginning that is left of it. */
    public byte[] sample() {
        return cutFromBytes() == 0 ? value : Arrays.copyOfRange(value, CUT_OFF_BYTES, value.length);
    }
}
