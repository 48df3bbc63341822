// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nightjar.connectors.kafka.KafkaAddress;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic in read_committed, in no group, from a moment to its end; asked again, what has
 * come since.
 */
public final class TopicScan implements AutoCloseable {

    private static final Duration STUCK = Duration.ofSeconds(30);

    private final String who;
    private final KafkaConsumer<byte[], byte[]> consumer;

    private TopicScan(String who, KafkaConsumer<byte[], byte[]> consumer) {
        this.who = who;
        this.consumer = consumer;
    }

    /**
     * A reader of what came since a moment.
     *
     * @param fromMillis UTC milliseconds since 1970, by the records' own timestamps
     * @throws Unanswered when the cluster does not answer, has no such topic, or no longer has all
     *     that came: then everything would seem to be missing
     */
    static TopicScan open(KafkaAddress at, String topic, long fromMillis) {
        return open(at, topic, fromMillis, true);
    }

    /** The same, content with what is still there. */
    public static TopicScan openWhatIsLeft(KafkaAddress at, String topic, long fromMillis) {
        return open(at, topic, fromMillis, false);
    }

    private static TopicScan open(
            KafkaAddress at, String topic, long fromMillis, boolean mustBeWhole) {
        var who = "topic " + topic + " at " + at.bootstrap();
        var client = at.client();
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "15000");
        var bytes = new ByteArrayDeserializer();
        try {
            var scan = new TopicScan(who, new KafkaConsumer<>(client, bytes, bytes));
            scan.begin(topic, Math.max(0, fromMillis), mustBeWhole);
            return scan;
        } catch (KafkaException e) {
            throw new Unanswered(who, e);
        }
    }

    private void begin(String topic, long fromMillis, boolean mustBeWhole) {
        try {
            var partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(it -> new TopicPartition(topic, it.partition()))
                            .toList();
            if (partitions.isEmpty()) {
                throw new Unanswered(who, "there is no such topic");
            }
            consumer.assign(partitions);
            seek(partitions, fromMillis);
            if (mustBeWhole) {
                requireWhole(partitions, fromMillis);
            }
        } catch (KafkaException | Unanswered e) {
            consumer.close();
            throw e;
        }
    }

    private void seek(List<TopicPartition> partitions, long fromMillis) {
        Map<TopicPartition, Long> wanted = new HashMap<>();
        partitions.forEach(it -> wanted.put(it, fromMillis));
        var found = consumer.offsetsForTimes(wanted);
        var ends = consumer.endOffsets(partitions);
        for (var partition : partitions) {
            // None: nothing in it is so young.
            OffsetAndTimestamp first = found.get(partition);
            consumer.seek(
                    partition, first == null ? ends.getOrDefault(partition, 0L) : first.offset());
        }
    }

    /** Where a log was cut and the first record that is left is wanted, some may be gone. */
    private void requireWhole(List<TopicPartition> partitions, long fromMillis) {
        consumer.beginningOffsets(partitions)
                .forEach(
                        (partition, first) -> {
                            if (first > 0 && consumer.position(partition) <= first) {
                                throw new Unanswered(
                                        who,
                                        "it no longer reaches back to "
                                                + Instant.ofEpochMilli(fromMillis)
                                                + " (records before offset "
                                                + first
                                                + " of partition "
                                                + partition.partition()
                                                + " are gone): audit a night within its retention");
                            }
                        });
    }

    /**
     * Hands out what is there now.
     *
     * @throws Unanswered when the cluster does not answer
     */
    public void drain(Consumer<ConsumerRecord<byte[], byte[]>> each) {
        drain(() -> consumer.endOffsets(consumer.assignment()), each);
    }

    /** The same, up to what came at a moment, UTC milliseconds since 1970. */
    public void drainUntil(long millis, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        drain(() -> offsetsAt(millis), each);
    }

    private Map<TopicPartition, Long> offsetsAt(long millis) {
        var offsets = new HashMap<>(consumer.endOffsets(consumer.assignment()));
        var wanted = new HashMap<TopicPartition, Long>();
        offsets.keySet().forEach(partition -> wanted.put(partition, millis));
        consumer.offsetsForTimes(wanted)
                .forEach(
                        (partition, found) ->
                                Optional.ofNullable(found)
                                        .ifPresent(it -> offsets.put(partition, it.offset())));
        return offsets;
    }

    private void drain(
            Supplier<Map<TopicPartition, Long>> upTo,
            Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try {
            var ends = upTo.get();
            long giveUp = System.nanoTime() + STUCK.toNanos();
            long at = position();
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(each);
                long now = position();
                if (now > at) {
                    giveUp = System.nanoTime() + STUCK.toNanos();
                    at = now;
                } else if (System.nanoTime() > giveUp) {
                    throw new Unanswered(who, "nothing came for " + STUCK.toSeconds() + " s");
                }
            }
        } catch (KafkaException e) {
            throw new Unanswered(who, e);
        }
    }

    private long position() {
        return consumer.assignment().stream().mapToLong(consumer::position).sum();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
