// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import nightjar.model.ids.DiaSourceId;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Sees alerts as a read_committed reader does, and when: a visit-detector is done when all its
 * alerts are there. Reads no more of an alert than its id.
 */
final class Watcher implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<Long, Long> publishedNanos = new ConcurrentHashMap<>();
    private final Map<Long, AtomicInteger> alerts = new ConcurrentHashMap<>();
    private final Map<Long, Long> doneNanos = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::read, "bench-reader");
    private final LongAdder bytes = new LongAdder();
    private final LongAdder count = new LongAdder();

    Watcher(String bootstrap, String topic) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", bootstrap,
                                "group.id", "bench-" + UUID.randomUUID(),
                                "isolation.level", "read_committed",
                                "auto.offset.reset", "earliest",
                                "fetch.max.wait.ms", "20",
                                "enable.auto.commit", "false"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        consumer.subscribe(List.of(topic));
        thread.setDaemon(true);
        thread.start();
    }

    static long key(long exposure, int detector) {
        return exposure * 1000 + detector;
    }

    void published(long exposure, int detector) {
        publishedNanos.put(key(exposure, detector), System.nanoTime());
    }

    int done() {
        return doneNanos.size();
    }

    double bytesAnAlert() {
        return count.sum() == 0 ? Double.NaN : (double) bytes.sum() / count.sum();
    }

    /**
     * Milliseconds from notification to the last alert, of those whose exposure is in the range.
     */
    List<Double> latenciesMs(long fromExposure, long toExposure) {
        var latencies = new ArrayList<Double>();
        doneNanos.forEach(
                (key, at) -> {
                    long exposure = key / 1000;
                    if (exposure >= fromExposure && exposure <= toExposure) {
                        latencies.add((at - publishedNanos.getOrDefault(key, at)) / 1e6);
                    }
                });
        return latencies;
    }

    /** Seconds from the first notification of the range to its last alert. */
    double spanSeconds(long fromExposure, long toExposure) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (var entry : doneNanos.entrySet()) {
            long exposure = entry.getKey() / 1000;
            if (exposure >= fromExposure && exposure <= toExposure) {
                first =
                        Math.min(
                                first,
                                publishedNanos.getOrDefault(entry.getKey(), entry.getValue()));
                last = Math.max(last, entry.getValue());
            }
        }
        return (last - first) / 1e9;
    }

    private void read() {
        try (consumer) {
            while (true) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    count.increment();
                    bytes.add(record.value().length);
                    see(record.value());
                }
            }
        } catch (WakeupException e) {
            // The way to end.
        }
    }

    private void see(byte[] value) {
        try {
            int header = 1 + Integer.BYTES;
            long id =
                    DecoderFactory.get()
                            .binaryDecoder(value, header, value.length - header, null)
                            .readLong();
            var source = DiaSourceId.unpack(id);
            long key = key(source.visit().value(), source.detector());
            int seen = alerts.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet();
            if (seen == StubWorkers.SOURCES) {
                doneNanos.put(key, System.nanoTime());
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
