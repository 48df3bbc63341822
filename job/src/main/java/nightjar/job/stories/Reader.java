// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nightjar.job.config.NightjarConfig;
import nightjar.job.demo.TopicReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Follows all that a run writes to Kafka, as a read_committed reader does. */
final class Reader implements AutoCloseable {

    /** A visit-detector's entry in the ledger. */
    record Entry(JsonNode json) {

        String outcome() {
            var ending = json.path("ending").asText();
            return ending.equals("ALERTED")
                    ? "ALERTED(" + json.path("alerts").asInt() + ")"
                    : ending;
        }

        String why() {
            return json.path("why").asText();
        }
    }

    private final ObjectMapper mapper = new ObjectMapper();
    private final NightjarConfig config;
    private final String run;
    private final Map<String, List<Entry>> ledger = new TreeMap<>();
    private final Map<Long, List<byte[]>> alerts = new LinkedHashMap<>();
    private final Set<String> records = new TreeSet<>();
    private final List<String> quarantined = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final TopicReader reader;

    Reader(String bootstrap, String run, NightjarConfig config) {
        this.config = config;
        this.run = run;
        var topics = config.topics();
        reader =
                TopicReader.follow(
                        "story-reader",
                        bootstrap,
                        List.of(
                                topics.alerts(),
                                topics.ledger(),
                                topics.butler(),
                                topics.quarantine()),
                        this::see);
    }

    private synchronized void see(ConsumerRecord<byte[], byte[]> record) {
        var topics = config.topics();
        try {
            if (record.topic().equals(topics.alerts())) {
                var blanked = Volatile.blanked(record.value());
                long id = (Long) Volatile.decode(blanked).get("diaSourceId");
                alerts.computeIfAbsent(id, any -> new ArrayList<>()).add(blanked);
            } else if (record.topic().equals(topics.ledger())) {
                var entry = new Entry(mapper.readTree(record.value()));
                ledger.computeIfAbsent(key(entry.json()), any -> new ArrayList<>()).add(entry);
            } else if (record.topic().equals(topics.butler())) {
                records.add(mapper.readTree(record.value()).toString().replace(run, "RUN"));
            } else {
                quarantined.add(mapper.readTree(record.value()).path("reason").asText());
            }
        } catch (IOException | RuntimeException e) {
            unreadable.add(record.topic() + " offset " + record.offset() + ": " + e);
        }
    }

    private String key(JsonNode entry) {
        return entry.path("group").asText().replace(run + "-", "")
                + "/"
                + entry.path("detector").asInt();
    }

    /** "visit-N/detector" → its newest entry. */
    synchronized Map<String, Entry> newest() {
        var newest = new TreeMap<String, Entry>();
        ledger.forEach((key, entries) -> newest.put(key, entries.get(entries.size() - 1)));
        return newest;
    }

    /** "visit-N/detector" → seconds from its images to its end, of those that had images. */
    synchronized Map<String, Double> seconds() {
        var seconds = new TreeMap<String, Double>();
        newest().forEach(
                        (key, entry) -> {
                            long arrived = entry.json().path("arrivedMillis").asLong();
                            long ended = entry.json().path("endedMillis").asLong();
                            if (arrived > 0) {
                                seconds.put(key, (ended - arrived) / 1e3);
                            }
                        });
        return seconds;
    }

    /** Alerts seen, doubles included. */
    synchronized int alertCount() {
        return alerts.values().stream().mapToInt(List::size).sum();
    }

    synchronized List<String> quarantined() {
        return List.copyOf(quarantined);
    }

    /** What was read so far, and these rows of the APDB. */
    synchronized Harvest harvest(Map<String, List<String>> rows) {
        var outcomes = new TreeMap<String, List<String>>();
        ledger.forEach(
                (key, entries) -> {
                    var told = new LinkedHashSet<String>();
                    entries.forEach(entry -> told.add(entry.outcome()));
                    outcomes.put(key, List.copyOf(told));
                });
        var byId = new TreeMap<Long, List<byte[]>>();
        alerts.forEach((id, bytes) -> byId.put(id, List.copyOf(bytes)));
        var refused = new ArrayList<>(quarantined);
        refused.addAll(unreadable);
        var whys = new TreeMap<String, String>();
        newest().forEach((key, entry) -> whys.put(key, entry.why()));
        return new Harvest(outcomes, whys, byId, rows, List.copyOf(records), refused);
    }

    @Override
    public void close() {
        reader.close();
    }
}
