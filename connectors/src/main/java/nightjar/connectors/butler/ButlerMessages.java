// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The Butler writer's messages as records of its topic: JSON, no key, no headers. The writer takes
 * a message again without harm, because datasets have fixed ids.
 *
 * @param topic the writer's input topic, for instance butler-writer
 */
public record ButlerMessages(String topic) implements KafkaRecordSerializationSchema<String> {

    public ButlerMessages {
        requireNonNull(topic, "topic");
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            String message, KafkaSinkContext context, @Nullable Long timestamp) {
        return record(message);
    }

    /** The record of a message. */
    public ProducerRecord<byte[], byte[]> record(String message) {
        return new ProducerRecord<>(topic, message.getBytes(UTF_8));
    }
}
