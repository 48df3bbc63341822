// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

/**
 * An input that could not be understood, kept so that a person can look at it.
 *
 * @param topic where it came from
 * @param partition its partition; -1 when it was no Kafka record
 * @param offset its offset; -1 when it was no Kafka record
 * @param reason what was wrong with it, for a person
 * @param sha256 digest of the whole body
 * @param body at most the first 4 KB of it
 * @param atMillis UTC milliseconds since 1970
 */
public record Quarantined(
        String topic,
        int partition,
        long offset,
        String reason,
        String sha256,
        byte[] body,
        long atMillis) {

    public static final int MOST_BODY_BYTES = 4096;

    public Quarantined {
        requireNonNull(topic, "topic");
        requireNonNull(reason, "reason");
        requireNonNull(sha256, "sha256");
        body =
                body.length > MOST_BODY_BYTES
                        ? java.util.Arrays.copyOf(body, MOST_BODY_BYTES)
                        : body.clone();
    }
}
