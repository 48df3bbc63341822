// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import nightjar.job.audit.Evidence.RecordsSeen;

/** The Butler writer's topic: which messages are there, and whose datasets they name. */
final class RecordTopic implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TopicScan topic;
    private final String instrument;
    private final Set<Fingerprint> sent = new HashSet<>();
    private final Map<Fingerprint, Numbered> of = new HashMap<>();

    RecordTopic(TopicScan topic, String instrument) {
        this.topic = topic;
        this.instrument = instrument;
    }

    /** Reads on to the topic's end. */
    void look(Scope scope) {
        of.entrySet().removeIf(it -> !scope.contains(it.getValue().visit()));
        sent.retainAll(of.keySet());
        topic.drain(record -> see(record.value(), scope));
    }

    RecordsSeen seen() {
        return new RecordsSeen(Set.copyOf(sent), Map.copyOf(of));
    }

    /** What is no message of ours is another writer's: it shares the topic. */
    private void see(byte[] value, Scope scope) {
        if (value == null) {
            return;
        }
        try {
            var message = JSON.readTree(value);
            for (var dataset : message.path("datasets")) {
                for (var ref : dataset.path("refs")) {
                    keep(ref.path("data_id"), Fingerprint.of(value), scope);
                }
            }
        } catch (IOException e) {
            // The writer's own affair: it quarantines what is no JSON.
        }
    }

    private void keep(JsonNode dataId, Fingerprint message, Scope scope) {
        var key = new Numbered(dataId.path("visit").asLong(), dataId.path("detector").asInt(-1));
        if (dataId.path("instrument").asText().equals(instrument) && scope.contains(key.visit())) {
            sent.add(message);
            of.put(message, key);
        }
    }

    @Override
    public void close() {
        topic.close();
    }
}
