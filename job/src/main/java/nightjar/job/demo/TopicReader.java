// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads topics from their beginning on, in read_committed, on a thread of its own and in a group of
 * its own.
 */
public final class TopicReader implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Consumer<ConsumerRecord<byte[], byte[]>> see;
    private final Thread thread;

    private TopicReader(
            String name,
            KafkaConsumer<byte[], byte[]> consumer,
            Consumer<ConsumerRecord<byte[], byte[]>> see) {
        this.consumer = consumer;
        this.see = see;
        thread = new Thread(this::read, name);
        thread.setDaemon(true);
    }

    /** Reads at once; {@code see} is called by one thread, and what it throws ends the reading. */
    public static TopicReader follow(
            String name,
            String bootstrap,
            List<String> topics,
            Consumer<ConsumerRecord<byte[], byte[]>> see) {
        var consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", bootstrap,
                                "group.id", name + "-" + UUID.randomUUID(),
                                "isolation.level", "read_committed",
                                "auto.offset.reset", "earliest",
                                "fetch.max.wait.ms", "50",
                                "enable.auto.commit", "false"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        consumer.subscribe(topics);
        var reader = new TopicReader(name, consumer, see);
        reader.thread.start();
        return reader;
    }

    private void read() {
        try (consumer) {
            while (true) {
                consumer.poll(Duration.ofMillis(200)).forEach(see);
            }
        } catch (WakeupException e) {
            // The way to end.
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
