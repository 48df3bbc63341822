// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.kafka;

import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;

/** Sinks into Kafka. */
public final class KafkaSinks {

    /** Largest request: what brokers of the observatory allow (message.max.bytes). */
    public static final int MOST_REQUEST_BYTES = 10_485_760;

    private KafkaSinks() {}

    public static <T> KafkaSink<T> to(
            KafkaAddress address, KafkaRecordSerializationSchema<T> records, Delivery delivery) {
        var builder =
                KafkaSink.<T>builder()
                        .setBootstrapServers(address.bootstrap())
                        .setRecordSerializer(records);
        if (delivery.isExactlyOnce()) {
            builder.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                    .setTransactionalIdPrefix(delivery.transactionalIdPrefix())
                    // Pooling forgets transactions (FLINK-40626).
                    .setTransactionNamingStrategy(TransactionNamingStrategy.INCREMENTING);
        } else {
            builder.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE);
        }
        return builder.setKafkaProducerConfig(producer(address, delivery)).build();
    }

    /**
     * A producer's settings: batching as upstream's alert producer has it, with delivery
     * acknowledged by all replicas.
     */
    public static Properties producer(KafkaAddress address, Delivery delivery) {
        var producer = new Properties();
        producer.setProperty("acks", "all");
        producer.setProperty("enable.idempotence", "true");
        producer.setProperty("compression.type", "snappy");
        producer.setProperty("linger.ms", "5");
        producer.setProperty("batch.size", "2097152");
        producer.setProperty("max.request.size", Integer.toString(MOST_REQUEST_BYTES));
        if (delivery.isExactlyOnce()) {
            producer.setProperty(
                    "transaction.timeout.ms",
                    Long.toString(delivery.transactionTimeout().toMillis()));
        }
        producer.putAll(address.client());
        return producer;
    }
}
