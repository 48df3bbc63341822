// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.ledger;

import static java.util.Objects.requireNonNull;

import nightjar.model.Ended;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Endings as records of the ledger topic: JSON, keyed by visit-detector, so that a compacted topic
 * keeps one a visit-detector and a repeated one changes nothing.
 *
 * @param topic the ledger's topic
 */
public record EndedRecords(String topic) implements KafkaRecordSerializationSchema<Ended> {

    public EndedRecords {
        requireNonNull(topic, "topic");
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Ended ended, KafkaSinkContext context, @Nullable Long timestamp) {
        return new ProducerRecord<>(topic, LedgerJson.key(ended), LedgerJson.write(ended));
    }
}
