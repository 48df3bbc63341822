// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.ledger;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;
import nightjar.model.Ended;
import nightjar.model.Quarantined;
import nightjar.model.VisitDetector;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the ledger or the quarantine, with a plain consumer that joins no group: for the audit and
 * the demo. Not for several threads at once.
 */
public final class LedgerReader<T> implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Function<byte[], Optional<T>> decode;

    private LedgerReader(
            KafkaConsumer<byte[], byte[]> consumer, Function<byte[], Optional<T>> decode) {
        this.consumer = consumer;
        this.decode = decode;
    }

    /** Reads endings from the topic's beginning. */
    public static LedgerReader<Ended> endings(Properties client, String topic) {
        return new LedgerReader<>(fromBeginning(client, topic), LedgerJson::readEnded);
    }

    /** Reads quarantined inputs from the topic's beginning. */
    public static LedgerReader<Quarantined> quarantined(Properties client, String topic) {
        return new LedgerReader<>(fromBeginning(client, topic), LedgerJson::readQuarantined);
    }

    private static KafkaConsumer<byte[], byte[]> fromBeginning(Properties client, String topic) {
        var settings = new Properties();
        settings.putAll(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        var consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var partitions =
                consumer.partitionsFor(topic).stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    /** What has come since the last call, waiting at most this long for it. */
    public List<T> poll(Duration most) {
        var news = new java.util.ArrayList<T>();
        for (var record : consumer.poll(most)) {
            decode.apply(record.value()).ifPresent(news::add);
        }
        return news;
    }

    /** Hands out everything that is in the topic now, oldest first in each partition. */
    public void drain(Consumer<T> each) {
        var ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll(Duration.ofMillis(200)).forEach(each);
        }
    }

    /** The entry that holds of each visit-detector that is in the ledger now. */
    public static Map<VisitDetector, Ended> newest(LedgerReader<Ended> ledger) {
        Map<VisitDetector, Ended> newest = new LinkedHashMap<>();
        ledger.drain(ended -> newest.merge(ended.key(), ended, Ended::lastWord));
        return newest;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
