// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.ToIntFunction;
import nightjar.connectors.kafka.Delivery;
import nightjar.connectors.kafka.KafkaSinks;
import nightjar.job.config.NightjarConfig;
import nightjar.job.doors.Places;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to the alert topic, in a transaction where the job does, and to the Butler's. */
final class Producers implements AutoCloseable {

    /** Who is not there is not waited for as long as the job would. */
    private static final String PATIENCE_MILLIS = "20000";

    private final KafkaProducer<byte[], byte[]> alerts;
    private final KafkaProducer<byte[], byte[]> records;
    private final boolean isTransactional;

    private Producers(
            KafkaProducer<byte[], byte[]> alerts,
            KafkaProducer<byte[], byte[]> records,
            boolean isTransactional) {
        this.alerts = alerts;
        this.records = records;
        this.isTransactional = isTransactional;
    }

    /** What is given to it is on its way; it is there when all of it is. */
    interface Out {
        void alert(ProducerRecord<byte[], byte[]> alert);

        void record(ProducerRecord<byte[], byte[]> record);
    }

    /**
     * Producers of both topics.
     *
     * @throws Unanswered when a cluster does not answer
     */
    static Producers open(NightjarConfig config) {
        boolean exactlyOnce = config.alerts().exactlyOnce();
        var delivery = Delivery.atLeastOnce();
        var settings = KafkaSinks.producer(Places.kafka(config.kafka().alerts()), delivery);
        if (exactlyOnce) {
            // Not within the sink's own prefix: the job ends its lingering transactions by it.
            settings.setProperty("transactional.id", config.lineage() + "-audit-alerts");
        }
        try {
            var alerts = producer(settings);
            if (exactlyOnce) {
                alerts.initTransactions();
            }
            var address = Places.kafka(config.kafka().butler());
            return new Producers(
                    alerts, producer(KafkaSinks.producer(address, delivery)), exactlyOnce);
        } catch (KafkaException e) {
            throw new Unanswered("Kafka, for what is missing,", e);
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Properties settings) {
        settings.setProperty("max.block.ms", PATIENCE_MILLIS);
        settings.setProperty("delivery.timeout.ms", PATIENCE_MILLIS);
        settings.setProperty("request.timeout.ms", "10000");
        var bytes = new ByteArraySerializer();
        return new KafkaProducer<>(settings, bytes, bytes);
    }

    /**
     * Sends a visit-detector's part: its alerts all or none, then its record.
     *
     * @return what {@code what} returns
     * @throws Unanswered when a cluster does not take it
     */
    int together(ToIntFunction<Out> what) {
        List<Future<?>> underWay = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> last = new ArrayList<>();
        try {
            if (isTransactional) {
                alerts.beginTransaction();
            }
            int answer = what.applyAsInt(out(underWay, last));
            acknowledged(underWay);
            if (isTransactional) {
                alerts.commitTransaction();
            }
            for (var record : last) {
                acknowledged(List.of(records.send(record)));
            }
            return answer;
        } catch (KafkaException | Unanswered e) {
            abort();
            throw e instanceof Unanswered known
                    ? known
                    : new Unanswered("Kafka, for what is missing,", e);
        }
    }

    private Out out(List<Future<?>> underWay, List<ProducerRecord<byte[], byte[]>> last) {
        return new Out() {
            @Override
            public void alert(ProducerRecord<byte[], byte[]> alert) {
                underWay.add(alerts.send(alert));
            }

            @Override
            public void record(ProducerRecord<byte[], byte[]> record) {
                last.add(record);
            }
        };
    }

    private static void acknowledged(List<? extends Future<?>> underWay) {
        for (var future : underWay) {
            try {
                future.get();
            } catch (ExecutionException e) {
                throw new Unanswered("Kafka, for what is missing,", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Unanswered("Kafka, for what is missing,", "it was interrupted");
            }
        }
    }

    private void abort() {
        if (isTransactional) {
            try {
                alerts.abortTransaction();
            } catch (KafkaException | IllegalStateException e) {
                // The broker ends it after its time-out: no reader of committed records sees it.
            }
        }
    }

    @Override
    public void close() {
        alerts.close(Duration.ofSeconds(5));
        records.close(Duration.ofSeconds(5));
    }
}
