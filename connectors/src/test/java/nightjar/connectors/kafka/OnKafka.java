// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Plain clients of a real broker, and a small Flink, for tests. */
public final class OnKafka {

    private OnKafka() {}

    /** Sends values, one after another, and returns when all are there. */
    public static void send(String bootstrap, String topic, List<byte[]> values)
            throws InterruptedException, ExecutionException {
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", bootstrap),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (var value : values) {
                producer.send(new ProducerRecord<>(topic, value)).get();
            }
        }
    }

    /** Everything in a topic that is committed now. */
    public static List<ConsumerRecord<byte[], byte[]>> committed(String bootstrap, String topic) {
        try (var consumer = consumer(bootstrap, topic)) {
            var ends = consumer.endOffsets(consumer.assignment());
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    /** Reads what becomes committed until it is enough, or fails after two minutes. */
    public static void await(
            String bootstrap,
            String topic,
            Predicate<List<ConsumerRecord<byte[], byte[]>>> enough) {
        long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        try (var consumer = consumer(bootstrap, topic)) {
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (!enough.test(records)) {
                if (System.nanoTime() > until) {
                    throw new AssertionError(
                            "only " + records.size() + " records came to " + topic);
                }
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrap, String topic) {
        var client = new Properties();
        client.setProperty("bootstrap.servers", bootstrap);
        client.setProperty("isolation.level", "read_committed");
        var consumer =
                new KafkaConsumer<>(
                        client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var partitions =
                consumer.partitionsFor(topic).stream()
                        .map(it -> new TopicPartition(topic, it.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    /** Flink in this JVM: checkpoints every 300 ms, restarts at once, no type left to Kryo. */
    public static StreamExecutionEnvironment flink() {
        var settings =
                Configuration.fromMap(
                        Map.of(
                                "execution.checkpointing.interval", "300 ms",
                                "restart-strategy.type", "fixed-delay",
                                "restart-strategy.fixed-delay.attempts", "5",
                                "restart-strategy.fixed-delay.delay", "100 ms",
                                "pipeline.generic-types", "false"));
        return StreamExecutionEnvironment.createLocalEnvironment(2, settings);
    }
}
