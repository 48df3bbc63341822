// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sasquatch;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashSet;
import java.util.Set;
import nightjar.connectors.http.Answer;
import nightjar.connectors.http.Http;
import nightjar.model.Loss;
import nightjar.model.Outcome;

/** The calls to Sasquatch's REST proxy (Confluent REST proxy, v3 for topics, v2 for records). */
final class SasquatchCalls {

    private static final String SASQUATCH = "Sasquatch";
    private static final int MOST_BYTES = 1 << 20;
    private static final String JSON = "application/json";
    private static final String AVRO_IN_JSON = "application/vnd.kafka.avro.v2+json";

    private final Http http;
    private final SasquatchSettings settings;
    private final Set<String> topics = new HashSet<>();
    private String cluster = "";

    SasquatchCalls(Http http, SasquatchSettings settings) {
        this.http = http;
        this.settings = settings;
    }

    Outcome<Answer> send(Measurement measured) throws InterruptedException {
        var topic = settings.namespace() + "." + measured.metric();
        var ready = topic(topic);
        if (!ready.isDone()) {
            return ready;
        }
        var body = SasquatchRecord.body(settings.namespace(), measured);
        return accepted(post("/topics/" + topic, AVRO_IN_JSON, body), false);
    }

    private Outcome<Answer> topic(String topic) throws InterruptedException {
        if (topics.contains(topic)) {
            return Outcome.done(new Answer(200, new byte[0]));
        }
        var known = cluster();
        if (!known.isDone()) {
            return known.map(it -> new Answer(0, new byte[0]));
        }
        var body =
                "{\"topic_name\":\"%s\",\"partitions_count\":1,\"replication_factor\":3}"
                        .formatted(topic);
        // 400 is how the proxy says that the topic exists.
        var made = accepted(post("/v3/clusters/" + cluster + "/topics", JSON, body), true);
        made.match(it -> topics.add(topic), loss -> {});
        return made;
    }

    private Outcome<String> cluster() throws InterruptedException {
        if (cluster.isEmpty()) {
            var request = request("/v3/clusters").GET().build();
            var answer = http.ask(SASQUATCH, request, settings.timeout(), MOST_BYTES);
            cluster =
                    accepted(answer, false)
                            .then(it -> it.json(SASQUATCH))
                            .map(it -> it.path("data").path(0).path("cluster_id").asText(""))
                            .fold(id -> id, loss -> "");
        }
        return cluster.isEmpty()
                ? Outcome.lost(Loss.transientTrouble("Sasquatch does not tell its cluster's id"))
                : Outcome.done(cluster);
    }

    private Outcome<Answer> post(String path, String type, String body)
            throws InterruptedException {
        var request =
                request(path)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return http.ask(SASQUATCH, request, settings.timeout(), MOST_BYTES);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(settings.url() + path));
    }

    private static Outcome<Answer> accepted(Outcome<Answer> asked, boolean even400) {
        return asked.then(
                answer ->
                        answer.status() / 100 == 2 || (even400 && answer.status() == 400)
                                ? Outcome.done(answer)
                                : Outcome.lost(
                                        Loss.transientTrouble(
                                                "Sasquatch answered " + answer.status())));
    }
}
