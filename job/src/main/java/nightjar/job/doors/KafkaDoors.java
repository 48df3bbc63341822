// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import nightjar.connectors.alerts.AlertRecords;
import nightjar.connectors.butler.ButlerMessages;
import nightjar.connectors.kafka.Delivery;
import nightjar.connectors.kafka.KafkaSinks;
import nightjar.connectors.kafka.KafkaSources;
import nightjar.connectors.kafka.Reading;
import nightjar.connectors.kafka.TopicCheck;
import nightjar.connectors.kafka.Topics;
import nightjar.connectors.ledger.EndedRecords;
import nightjar.connectors.ledger.QuarantinedRecords;
import nightjar.job.config.ConfigurationException;
import nightjar.job.config.KafkaConfig;
import nightjar.job.config.NightjarConfig;
import nightjar.model.Ended;
import nightjar.model.PackedAlert;
import nightjar.model.Quarantined;
import nightjar.model.Received;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job's ends in Kafka: what it reads, what it writes, and whether both are there. */
final class KafkaDoors {

    /** As upstream's alert producer waits for its topic at start (ap_association). */
    private static final Duration TOPICS_WITHIN = Duration.ofSeconds(15);

    private final NightjarConfig config;
    private final KafkaConfig kafka;
    private final NightjarConfig.Topics topics;

    KafkaDoors(NightjarConfig config) {
        this.config = config;
        this.kafka = config.kafka();
        this.topics = config.topics();
    }

    /**
     * Looks for every topic that is written, or read by its name. Those read by a pattern may
     * appear later; their cluster must answer.
     *
     * @throws ConfigurationException naming the cluster, what is missing there, and what to do
     */
    void requireTopics() throws InterruptedException {
        for (var cluster : needed()) {
            var missing =
                    TopicCheck.missing(
                            Places.kafka(cluster.at()),
                            Set.copyOf(cluster.topics()),
                            TOPICS_WITHIN);
            if (missing.isPresent()) {
                throw new ConfigurationException("kafka." + cluster.name() + ": " + missing.get());
            }
        }
    }

    private record Needed(String name, KafkaConfig.Cluster at, List<String> topics) {}

    private List<Needed> needed() {
        return List.of(
                new Needed(
                        "summit",
                        kafka.summit(),
                        List.of(topics.nextVisit(), topics.nextVisitCanceled())),
                new Needed("notifications", kafka.notifications(), List.of()),
                new Needed("alerts", kafka.alerts(), List.of(topics.alerts())),
                new Needed("butler", kafka.butler(), List.of(topics.butler())),
                new Needed("own", kafka.own(), List.of(topics.ledger(), topics.quarantine())));
    }

    DataStream<Received> nextVisits(StreamExecutionEnvironment env) {
        return read(env, "next-visits", kafka.summit(), Topics.named(topics.nextVisit()));
    }

    DataStream<Received> cancellations(StreamExecutionEnvironment env) {
        return read(env, "cancellations", kafka.summit(), Topics.named(topics.nextVisitCanceled()));
    }

    DataStream<Received> notifications(StreamExecutionEnvironment env) {
        return read(
                env,
                "notifications",
                kafka.notifications(),
                Topics.matching(topics.objectCreated()));
    }

    private DataStream<Received> read(
            StreamExecutionEnvironment env,
            String name,
            KafkaConfig.Cluster cluster,
            Topics which) {
        var from =
                cluster.startFrom().equals("earliest")
                        ? Reading.From.EARLIEST
                        : Reading.From.LATEST;
        var source =
                KafkaSources.received(
                        Places.kafka(cluster), which, Reading.of(config.lineage(), name, from));
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), name).uid(name);
    }

    void alerts(DataStream<PackedAlert> alerts) {
        var settings = config.alerts();
        var delivery =
                settings.exactlyOnce()
                        ? Delivery.exactlyOnce(
                                config.lineage(), "alerts", settings.transactionTimeout())
                        : Delivery.atLeastOnce();
        write("alerts", alerts, kafka.alerts(), new AlertRecords(topics.alerts()), delivery)
                .setParallelism(settings.parallelism());
    }

    void butler(DataStream<String> records) {
        write(
                "butler",
                records,
                kafka.butler(),
                new ButlerMessages(topics.butler()),
                Delivery.atLeastOnce());
    }

    void ledger(DataStream<Ended> ends) {
        write(
                "ledger",
                ends,
                kafka.own(),
                new EndedRecords(topics.ledger()),
                Delivery.atLeastOnce());
    }

    void quarantine(DataStream<Quarantined> quarantined) {
        write(
                "quarantine",
                quarantined,
                kafka.own(),
                new QuarantinedRecords(topics.quarantine()),
                Delivery.atLeastOnce());
    }

    private static <T> DataStreamSink<T> write(
            String name,
            DataStream<T> what,
            KafkaConfig.Cluster cluster,
            KafkaRecordSerializationSchema<T> records,
            Delivery delivery) {
        return what.sinkTo(KafkaSinks.to(Places.kafka(cluster), records, delivery))
                .name(name)
                .uid(name);
    }
}
