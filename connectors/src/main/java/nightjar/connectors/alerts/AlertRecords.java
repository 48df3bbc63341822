// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.alerts;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import nightjar.model.PackedAlert;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Alerts as records of the alert topic: no key, header {@code producer_timestamp} with the moment
 * of sending in milliseconds since 1970, UTC, as decimal text (as upstream's producer; the topic's
 * own timestamps are the broker's).
 *
 * @param topic the alert topic, for instance lsst-alerts-v11
 */
public record AlertRecords(String topic) implements KafkaRecordSerializationSchema<PackedAlert> {

    public static final String TIMESTAMP_HEADER = "producer_timestamp";

    public AlertRecords {
        requireNonNull(topic, "topic");
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            PackedAlert alert, KafkaSinkContext context, @Nullable Long timestamp) {
        return record(alert);
    }

    /** The record of an alert that is sent now. */
    public ProducerRecord<byte[], byte[]> record(PackedAlert alert) {
        var record = new ProducerRecord<byte[], byte[]>(topic, alert.value());
        record.headers().add(TIMESTAMP_HEADER, millisText(Instant.now()));
        return record;
    }

    static byte[] millisText(Instant now) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        return BigDecimal.valueOf(micros, 3).toPlainString().getBytes(StandardCharsets.US_ASCII);
    }
}
