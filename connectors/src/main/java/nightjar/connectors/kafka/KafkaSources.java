// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.kafka;

import java.util.regex.Pattern;
import nightjar.model.Received;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Sources of records as they came. */
@SuppressWarnings(
        "deprecation") // the connector still takes Kafka's former enum of reset strategies
public final class KafkaSources {

    private KafkaSources() {}

    /**
     * Reads topics from where this lineage left off. After a restore the checkpoint's offsets hold;
     * the group's committed offsets serve a job that starts without one.
     */
    public static KafkaSource<Received> received(
            KafkaAddress address, Topics topics, Reading reading) {
        var builder =
                KafkaSource.<Received>builder()
                        .setBootstrapServers(address.bootstrap())
                        .setGroupId(reading.group())
                        .setClientIdPrefix(reading.group())
                        .setProperty(
                                "partition.discovery.interval.ms",
                                Long.toString(reading.discovery().toMillis()))
                        .setProperty("commit.offsets.on.checkpoint", "true")
                        .setProperties(address.client())
                        .setStartingOffsets(OffsetsInitializer.committedOffsets(from(reading)))
                        .setDeserializer(new ReceivedDeserializer(reading.mostBytes()));
        if (topics.pattern().isEmpty()) {
            builder.setTopics(topics.names());
        } else {
            builder.setTopicPattern(Pattern.compile(topics.pattern()));
        }
        return builder.build();
    }

    private static OffsetResetStrategy from(Reading reading) {
        return reading.from() == Reading.From.EARLIEST
                ? OffsetResetStrategy.EARLIEST
                : OffsetResetStrategy.LATEST;
    }
}
