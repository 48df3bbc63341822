// SPDX-License-Identifier: Apache-2.0
package nightjar.job.transactions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import nightjar.sandbox.box.Neighbour;
import nightjar.sandbox.box.Observatory;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a real broker, with writers that never come back. */
@Timeout(180)
class AbortTransactionsIT {

    private static final Path EXAMPLE =
            Path.of(System.getProperty("nightjar.root", ".."), "flink-conf/nightjar.yaml");

    private static Observatory box;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeAll
    static void start() throws Exception {
        box = Observatory.start(Set.of(Neighbour.KAFKA));
    }

    @AfterAll
    static void stop() {
        box.close();
    }

    @Test
    void readersGoOnOnceTheDeadWritersTransactionIsAborted() throws Exception {
        box.kafka().createTopics(Map.of("alerts", 1));
        try (var dead = writer("gone-alerts-0-7");
                var other = writer("elsewhere-alerts-0-7");
                var plain = producer(Map.of())) {
            write(dead, "alerts", "never seen");
            plain.send(new ProducerRecord<>("alerts", "after it".getBytes(UTF_8))).get();
            assertThat(committed("alerts", 0)).isEmpty();

            assertThat(run("--dry-run", "--older-than", "0")).isEqualTo(1);
            assertThat(said()).contains("gone-alerts-0-7", "alerts", "would be aborted");
            assertThat(run("--older-than", "3600")).isEqualTo(1);
            assertThat(said()).contains("left, a job that runs may be writing it");

            write(other, "alerts", "of another lineage");
            assertThat(run("--older-than", "0")).isZero();
            assertThat(said()).contains("gone-alerts-0-7", "aborted").doesNotContain("elsewhere");
            assertThat(committed("alerts", 1)).containsExactly("after it");
            other.commitTransaction();
            assertThat(committed("alerts", 2)).containsExactly("after it", "of another lineage");
        }
    }

    @Test
    void nothingOpenIsSaidAndAnAbsentKafkaToo() {
        assertThat(run("--lineage", "nobody")).isZero();
        assertThat(said()).isEqualTo("lineage nobody has no open transaction\n");

        assertThat(run("--set", "kafka.alerts.bootstrap=127.0.0.1:1")).isEqualTo(2);
        assertThat(said().lines().toList())
                .singleElement()
                .asString()
                .startsWith("nightjar abort-transactions: Kafka at 127.0.0.1:1");
    }

    private int run(String... more) {
        said.reset();
        var words =
                new ArrayList<>(
                        List.of(
                                "--config",
                                EXAMPLE.toString(),
                                "--set",
                                "lineage=gone",
                                "--set",
                                "kafka.alerts.bootstrap=" + box.kafka().address()));
        words.addAll(List.of(more));
        var stream = new PrintStream(said, true, UTF_8);
        return AbortTransactions.run(stream, stream, words.toArray(String[]::new));
    }

    private String said() {
        return said.toString(UTF_8);
    }

    private static KafkaProducer<byte[], byte[]> writer(String id) {
        var writer = producer(Map.of("transactional.id", id, "transaction.timeout.ms", 3_600_000));
        writer.initTransactions();
        return writer;
    }

    private static void write(KafkaProducer<byte[], byte[]> writer, String topic, String value)
            throws Exception {
        writer.beginTransaction();
        writer.send(new ProducerRecord<>(topic, value.getBytes(UTF_8))).get();
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        var client = new java.util.HashMap<String, Object>(more);
        client.put("bootstrap.servers", box.kafka().address());
        return new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** What a reader of committed records sees, waiting for so many at most ten seconds. */
    private static List<String> committed(String topic, int wanted) {
        Map<String, Object> client =
                Map.of(
                        "bootstrap.servers",
                        box.kafka().address(),
                        "group.id",
                        UUID.randomUUID().toString(),
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest");
        try (var reader =
                new KafkaConsumer<>(
                        client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            reader.subscribe(List.of(topic));
            var seen = new ArrayList<String>();
            long giveUp = System.nanoTime() + Duration.ofSeconds(wanted == 0 ? 3 : 30).toNanos();
            while (System.nanoTime() < giveUp && (wanted == 0 || seen.size() < wanted)) {
                reader.poll(Duration.ofMillis(200))
                        .forEach(record -> seen.add(new String(record.value(), UTF_8)));
            }
            return seen;
        }
    }
}
