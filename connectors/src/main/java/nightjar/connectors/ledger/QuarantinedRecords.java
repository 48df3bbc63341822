// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.ledger;

import static java.util.Objects.requireNonNull;

import nightjar.model.Quarantined;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Inputs that nobody understood as records of the quarantine topic: JSON with the body in base64,
 * keyed by where the input came from.
 *
 * @param topic the quarantine's topic
 */
public record QuarantinedRecords(String topic)
        implements KafkaRecordSerializationSchema<Quarantined> {

    public QuarantinedRecords {
        requireNonNull(topic, "topic");
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Quarantined quarantined, KafkaSinkContext context, @Nullable Long timestamp) {
        return new ProducerRecord<>(
                topic, LedgerJson.key(quarantined), LedgerJson.write(quarantined));
    }
}
