// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import nightjar.connectors.alerts.AlertRecords;
import nightjar.connectors.ledger.EndedRecords;
import nightjar.connectors.ledger.LedgerReader;
import nightjar.model.Cause;
import nightjar.model.Ended;
import nightjar.model.Ending;
import nightjar.model.PackedAlert;
import nightjar.model.Received;
import nightjar.model.VisitDetector;
import nightjar.sandbox.box.Neighbour;
import nightjar.sandbox.box.Observatory;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker. */
@Timeout(300)
class KafkaIT {

    private static final int ALERTS = 600;
    private static final AtomicInteger FAILURES = new AtomicInteger();
    private static Observatory observatory;
    private static String bootstrap;
    private static KafkaAddress kafka;

    @BeforeAll
    static void start() throws Exception {
        observatory = Observatory.start(Set.of(Neighbour.KAFKA));
        bootstrap = observatory.kafka().address();
        kafka = KafkaAddress.plain(bootstrap);
        observatory
                .kafka()
                .createTopics(Map.of("in", 3, "alerts", 4, "ledger", 2, "notification-1", 2));
    }

    @AfterAll
    static void stop() {
        observatory.close();
    }

    @Test
    @SuppressWarnings("try") // the iterator's close may be interrupted; so may a test
    void topicsThatAppearLaterAreReadToo() throws Exception {
        OnKafka.send(bootstrap, "notification-1", List.of(text("a"), new byte[2000]));
        var reading =
                new Reading("test", "notes", Reading.From.EARLIEST, Duration.ofMillis(300), 1000);
        var source = KafkaSources.received(kafka, Topics.matching("notification-\\d+"), reading);
        var stream = OnKafka.flink().fromSource(source, WatermarkStrategy.noWatermarks(), "notes");
        try (var received = stream.executeAndCollect()) {
            var first = List.of(received.next(), received.next());
            assertThat(first)
                    .anySatisfy(it -> assertThat(it.value()).isEqualTo(text("a")))
                    .anySatisfy(it -> assertThat(it.cutFromBytes()).isEqualTo(2000));
            observatory.kafka().createTopics(Map.of("notification-2", 1));
            OnKafka.send(bootstrap, "notification-2", List.of(text("b")));
            var later = received.next();
            assertThat(later.topic()).isEqualTo("notification-2");
            assertThat(later.value()).isEqualTo(text("b"));
            assertThat(later.offset()).isZero();
        }
    }

    @Test
    void committedReadersSeeEachAlertOnceThroughFailovers(@TempDir Path savepoints)
            throws Exception {
        var flink = OnKafka.flink();
        var reading = Reading.of("test", "exactly-once", Reading.From.EARLIEST);
        flink.fromSource(
                        KafkaSources.received(kafka, Topics.named("in"), reading),
                        WatermarkStrategy.noWatermarks(),
                        "in")
                .map(new FailsAfterCheckpoints())
                .sinkTo(
                        KafkaSinks.to(
                                kafka,
                                new AlertRecords("alerts"),
                                Delivery.exactlyOnce("test", "alerts", Duration.ofMinutes(10))))
                .uid("alerts");
        var job = flink.executeAsync("exactly once");
        for (int from = 0; from < ALERTS; from += 60) {
            int next = from + 60;
            var numbers = LongStream.range(from, next).mapToObj(KafkaIT::number).toList();
            OnKafka.send(bootstrap, "in", numbers);
            OnKafka.await(bootstrap, "alerts", alerts -> ids(alerts).distinct().count() == next);
        }
        assertThat(FAILURES).hasValue(2);
        job.stopWithSavepoint(false, savepoints.toString(), SavepointFormatType.CANONICAL)
                .get(1, TimeUnit.MINUTES);
        var alerts = OnKafka.committed(bootstrap, "alerts");
        assertThat(ids(alerts).sorted().boxed().toList())
                .isEqualTo(LongStream.range(0, ALERTS).boxed().toList());
        assertThat(alerts)
                .allSatisfy(
                        alert -> {
                            assertThat(alert.key()).isNull();
                            assertThat(alert.headers().lastHeader("producer_timestamp"))
                                    .isNotNull();
                        });
    }

    /** Breaks twice, each time when records have passed since a completed checkpoint. */
    private static final class FailsAfterCheckpoints
            implements MapFunction<Received, PackedAlert>, CheckpointListener {
        private boolean checkpointed;
        private int sinceThen;

        @Override
        public PackedAlert map(Received received) {
            if (checkpointed && ++sinceThen > 20 && FAILURES.get() < 2) {
                throw new IllegalStateException("induced failure " + FAILURES.incrementAndGet());
            }
            return new PackedAlert(ByteBuffer.wrap(received.value()).getLong(), received.value());
        }

        @Override
        public void notifyCheckpointComplete(long id) {
            checkpointed = true;
        }
    }

    @Test
    void ledgerKeepsTheNewestEntryOfEachVisitDetector() throws Exception {
        var key = new VisitDetector("SandboxCam", "g1", 4);
        var flink = OnKafka.flink();
        flink.fromData(
                        ended(key, 1),
                        ended(new VisitDetector("SandboxCam", "g1", 5), 2),
                        ended(key, 3))
                .setParallelism(1)
                .sinkTo(KafkaSinks.to(kafka, new EndedRecords("ledger"), Delivery.atLeastOnce()))
                .setParallelism(1);
        flink.execute("ledger");
        try (var ledger = LedgerReader.endings(kafka.client(), "ledger")) {
            var newest = LedgerReader.newest(ledger);
            assertThat(newest).hasSize(2).containsEntry(key, ended(key, 3));
        }
    }

    @Test
    void missingTopicIsSaidInWords() throws Exception {
        var patience = Duration.ofSeconds(15);
        assertThat(TopicCheck.missing(kafka, Set.of("alerts"), patience)).isEmpty();
        assertThat(TopicCheck.missing(kafka, Set.of("alerts", "lsst-alerts-v11"), patience))
                .hasValueSatisfying(
                        why ->
                                assertThat(why)
                                        .contains("no topic [lsst-alerts-v11] at " + bootstrap));
        assertThat(
                        TopicCheck.missing(
                                KafkaAddress.plain("127.0.0.1:1"),
                                Set.of("alerts"),
                                Duration.ofMillis(500)))
                .hasValueSatisfying(why -> assertThat(why).contains("is it reachable"));
    }

    private static LongStream ids(List<ConsumerRecord<byte[], byte[]>> alerts) {
        return alerts.stream().mapToLong(alert -> ByteBuffer.wrap(alert.value()).getLong());
    }

    private static byte[] number(long id) {
        return ByteBuffer.allocate(Long.BYTES).putLong(id).array();
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    private static Ended ended(VisitDetector key, long atMillis) {
        return new Ended(
                key, 7, Ending.ALERTED, Cause.IGNORABLE, "commit", "", 3, 1, 2, 3, atMillis);
    }
}
