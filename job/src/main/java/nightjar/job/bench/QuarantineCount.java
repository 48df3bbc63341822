// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What the quarantine holds.
 *
 * @param times how often each place, topic-partition-offset, is told of
 * @param objects how many objects of a bucket are told of
 */
record QuarantineCount(Map<String, Integer> times, int objects) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration QUIET = Duration.ofSeconds(3);

    QuarantineCount {
        times = Map.copyOf(times);
    }

    /** Reads the topic from its beginning until nothing more comes. */
    static QuarantineCount read(String bootstrap, String topic) {
        var times = new HashMap<String, Integer>();
        int objects = 0;
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrap,
                                "group.id",
                                "quarantine-" + UUID.randomUUID(),
                                "auto.offset.reset",
                                "earliest",
                                "enable.auto.commit",
                                "false"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            long quietSince = System.nanoTime() + QUIET.toNanos();
            while (System.nanoTime() - quietSince < QUIET.toNanos()) {
                for (var record : consumer.poll(Duration.ofMillis(500))) {
                    quietSince = System.nanoTime();
                    var entry = JSON.readTree(record.value());
                    if (entry.path("offset").asLong() < 0) {
                        objects++;
                        continue;
                    }
                    var place =
                            "%s-%d-%d"
                                    .formatted(
                                            entry.path("topic").asText(),
                                            entry.path("partition").asInt(),
                                            entry.path("offset").asLong());
                    times.merge(place, 1, Integer::sum);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new QuarantineCount(times, objects);
    }
}
