// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches how long readers in read_committed stand still before something that is written and not
 * committed: the partition's last stable offset stays, and its end is further on.
 */
final class Stalls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Stalls.class);
    private static final long EVERY_MS = 100;

    /** Where it stands, and since when, in nanoseconds of this JVM. */
    private record Standing(long offset, long sinceNanos) {}

    private final KafkaConsumer<byte[], byte[]> committed;
    private final KafkaConsumer<byte[], byte[]> all;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Standing> standing = new HashMap<>();
    private final Thread watchman = new Thread(this::watch, "stalls");
    private volatile long longestNanos;
    private volatile boolean closed;

    private Stalls(String bootstrap, String topic) {
        committed = consumer(bootstrap, "read_committed");
        all = consumer(bootstrap, "read_uncommitted");
        partitions =
                all.partitionsFor(topic).stream()
                        .map(it -> new TopicPartition(topic, it.partition()))
                        .toList();
        watchman.setDaemon(true);
    }

    /** Watches from now on. */
    static Stalls on(String bootstrap, String topic) {
        var stalls = new Stalls(bootstrap, topic);
        stalls.watchman.start();
        return stalls;
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrap, String isolation) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", isolation),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private void watch() {
        try (committed;
                all) {
            while (!closed) {
                tryToLook();
                TimeUnit.MILLISECONDS.sleep(EVERY_MS);
            }
        } catch (InterruptedException | KafkaException e) {
            // Closed, or Kafka is being closed.
        }
    }

    /** While a broker is away it is looked again: the time until then counts. */
    private void tryToLook() {
        try {
            look();
        } catch (RetriableException e) {
            LOG.debug("the alert topic could not be looked at", e);
        }
    }

    private void look() {
        var stable = committed.endOffsets(partitions);
        var ends = all.endOffsets(partitions);
        long now = System.nanoTime();
        for (var partition : partitions) {
            long offset = stable.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, 0L);
            var before = standing.get(partition);
            if (before == null || offset >= end || offset != before.offset()) {
                standing.put(partition, new Standing(offset, now));
            } else {
                longestNanos = Math.max(longestNanos, now - before.sinceNanos());
            }
        }
    }

    /** The longest so far. */
    OptionalDouble longestSeconds() {
        return OptionalDouble.of(longestNanos / 1e9);
    }

    @Override
    public void close() {
        closed = true;
    }
}
