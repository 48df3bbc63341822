// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows the ledger and quarantine topics, the newest entry of each visit-detector winning. */
public final class LedgerReader implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String ledger;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, JsonNode> entries = new LinkedHashMap<>();
    private final Map<String, JsonNode> quarantined = new LinkedHashMap<>();
    private final Thread thread;

    public LedgerReader(String bootstrap, String ledger, String quarantine) {
        this.ledger = ledger;
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", bootstrap,
                                "group.id", "ledger-reader-" + UUID.randomUUID(),
                                "auto.offset.reset", "earliest",
                                "fetch.max.wait.ms", "50",
                                "enable.auto.commit", "false"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        consumer.subscribe(List.of(ledger, quarantine));
        thread = new Thread(this::read, "ledger-reader");
        thread.setDaemon(true);
        thread.start();
    }

    /** Entries by "instrument/group/detector". */
    public synchronized Map<String, JsonNode> entries() {
        return new LinkedHashMap<>(entries);
    }

    public synchronized Map<String, JsonNode> quarantined() {
        return new LinkedHashMap<>(quarantined);
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

    private void read() {
        try (consumer) {
            while (true) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    try {
                        keep(record.topic(), json.readTree(record.value()));
                    } catch (IOException e) {
                        throw new IllegalStateException("no JSON on " + record.topic(), e);
                    }
                }
            }
        } catch (WakeupException e) {
            // The way to end.
        }
    }

    private synchronized void keep(String topic, JsonNode entry) {
        if (topic.equals(ledger)) {
            entries.put(
                    entry.path("instrument").asText()
                            + "/"
                            + entry.path("group").asText()
                            + "/"
                            + entry.path("detector").asInt(),
                    entry);
        } else {
            quarantined.put(
                    entry.path("topic").asText()
                            + "-"
                            + entry.path("partition").asInt()
                            + "-"
                            + entry.path("offset").asLong()
                            + entry.path("sha256").asText(),
                    entry);
        }
    }
}
