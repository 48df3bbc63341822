// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import nightjar.job.config.NightjarConfig;
import nightjar.model.Cause;
import nightjar.model.Outcome;
import nightjar.model.Received;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends a flood, evenly over some time, and remembers what must come of each message. */
final class Pouring {

    private final Flood flood;
    private final Map<Flood.Topic, String> topics = new EnumMap<>(Flood.Topic.class);
    private final String bootstrap;
    private final Set<String> refused = new HashSet<>();
    private final Map<String, Integer> expected = new TreeMap<>();

    Pouring(Flood flood, NightjarConfig config, String bootstrap) {
        this.flood = flood;
        this.bootstrap = bootstrap;
        topics.put(Flood.Topic.NEXT_VISIT, config.topics().nextVisit());
        topics.put(Flood.Topic.CANCELED, config.topics().nextVisitCanceled());
        topics.put(Flood.Topic.NOTIFICATION, config.topics().objectCreated());
    }

    /** Places, topic-partition-offset, of all that no decoder understands. */
    Set<String> refused() {
        return Set.copyOf(refused);
    }

    /** How many of which topic the decoders understood, by themselves, and how many not. */
    Map<String, Integer> expected() {
        return Map.copyOf(expected);
    }

    /** So many messages for each topic, within this time. */
    void pour(int each, double seconds) throws InterruptedException, ExecutionException {
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrap, "linger.ms", "5"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            long start = System.nanoTime();
            for (int done = 0; done < each; done += 100) {
                long due = start + (long) (1e9 * seconds * done / each);
                long left = due - System.nanoTime();
                if (left > 0) {
                    TimeUnit.NANOSECONDS.sleep(left);
                }
                for (var topic : Flood.Topic.values()) {
                    send(producer, topic, Math.min(100, each - done));
                }
            }
        }
    }

    private record Sent(byte[] value, Future<RecordMetadata> at) {}

    private void send(KafkaProducer<byte[], byte[]> producer, Flood.Topic topic, int count)
            throws InterruptedException, ExecutionException {
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var value = flood.next(topic);
            sent.add(
                    new Sent(
                            value,
                            producer.send(
                                    new ProducerRecord<>(topics.getOrDefault(topic, ""), value))));
        }
        producer.flush();
        for (var one : sent) {
            note(topic, one.value(), one.at().get());
        }
    }

    private void note(Flood.Topic topic, byte[] value, RecordMetadata at)
            throws InterruptedException {
        var received = new Received(at.topic(), at.partition(), at.offset(), 0, value);
        Outcome<?> outcome = flood.decoded(topic, received);
        boolean isRefused = outcome.fold(it -> false, loss -> loss.cause() != Cause.IGNORABLE);
        expected.merge(topic + (isRefused ? " refused" : " understood"), 1, Integer::sum);
        if (isRefused) {
            refused.add(at.topic() + "-" + at.partition() + "-" + at.offset());
        }
    }
}
