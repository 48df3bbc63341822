// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nightjar.sandbox.box.web.Ask;
import nightjar.sandbox.box.web.Reply;

/**
 * A stand-in of the REST proxy of Sasquatch, where metrics go: topics are made at {@code POST
 * /v3/clusters/{id}/topics}, records posted to {@code POST /topics/{name}}; {@code GET
 * /admin/records} shows the newest that came.
 */
final class Sasquatch {

    static final String CONTENT_TYPE = "application/json";

    private static final String CLUSTER = "sandbox";
    private static final String AVRO = "application/vnd.kafka.avro.v2+json";
    private static final int KEPT = 2_000;

    private final Map<String, Long> nextOffset = new TreeMap<>();
    private final Deque<Map<String, Object>> records = new ArrayDeque<>();

    synchronized Reply answer(Ask ask) {
        if (ask.is("GET", 2, "v3") && ask.at(1).equals("clusters")) {
            return Reply.ok(Map.of("data", List.of(Map.of("cluster_id", CLUSTER))));
        }
        if (ask.path().size() == 4 && ask.at(0).equals("v3") && ask.at(3).equals("topics")) {
            return topics(ask);
        }
        if (ask.is("GET", 1, "topics")) {
            return Reply.ok(List.copyOf(nextOffset.keySet()));
        }
        if (ask.is("POST", 2, "topics")) {
            return post(ask);
        }
        if (ask.is("GET", 2, "admin") && ask.at(1).equals("records")) {
            return Reply.ok(List.copyOf(records));
        }
        return Reply.error(404, 404, "HTTP 404 Not Found");
    }

    private Reply topics(Ask ask) {
        if (!ask.at(2).equals(CLUSTER)) {
            return Reply.error(404, 404, "Cluster " + ask.at(2) + " cannot be found.");
        }
        if (ask.method().equals("GET")) {
            List<Map<String, String>> names = new ArrayList<>();
            nextOffset.keySet().forEach(name -> names.add(Map.of("topic_name", name)));
            return Reply.ok(Map.of("data", names));
        }
        String name = ask.json().path("topic_name").asText();
        if (name.isEmpty()) {
            return Reply.error(400, 400, "topic_name is missing");
        }
        if (nextOffset.putIfAbsent(name, 0L) != null) {
            return Reply.error(400, 40002, "Topic '" + name + "' already exists.");
        }
        return new Reply(201, Map.of("cluster_id", CLUSTER, "topic_name", name));
    }

    private Reply post(Ask ask) {
        String topic = ask.at(1);
        if (!ask.contentType().startsWith(AVRO)) {
            return Reply.error(415, 415, "HTTP 415 Unsupported Media Type: send " + AVRO);
        }
        if (!nextOffset.containsKey(topic)) {
            return Reply.error(404, 40401, "Topic not found.");
        }
        JsonNode body = ask.json();
        if (!body.has("value_schema") && !body.has("value_schema_id")) {
            return Reply.error(422, 42202, "Request includes values but no value schema");
        }
        if (!body.path("records").isArray() || body.path("records").isEmpty()) {
            return Reply.error(422, 422, "records may not be empty");
        }
        List<Map<String, Object>> offsets = new ArrayList<>();
        for (JsonNode one : body.path("records")) {
            offsets.add(Map.of("partition", 0, "offset", keep(topic, one.path("value"))));
        }
        return Reply.ok(Map.of("offsets", offsets, "value_schema_id", 1));
    }

    private long keep(String topic, JsonNode value) {
        long offset = nextOffset.merge(topic, 1L, Long::sum) - 1;
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("topic", topic);
        row.put("offset", offset);
        row.put("value", value);
        records.addLast(row);
        if (records.size() > KEPT) {
            records.removeFirst();
        }
        return offset;
    }
}
