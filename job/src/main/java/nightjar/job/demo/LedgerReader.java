// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Follows the ledger and quarantine topics, the newest entry of each visit-detector winning. */
public final class LedgerReader implements AutoCloseable {

    private final String ledger;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, JsonNode> entries = new LinkedHashMap<>();
    private final Map<String, JsonNode> quarantined = new LinkedHashMap<>();
    private final TopicReader reader;

    public LedgerReader(String bootstrap, String ledger, String quarantine) {
        this.ledger = ledger;
        reader =
                TopicReader.follow(
                        "ledger-reader", bootstrap, List.of(ledger, quarantine), this::see);
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
        reader.close();
    }

    private void see(ConsumerRecord<byte[], byte[]> record) {
        try {
            keep(record.topic(), json.readTree(record.value()));
        } catch (IOException e) {
            throw new IllegalStateException("no JSON on " + record.topic(), e);
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
