// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that anybody on the network may ask Flink of a job: what its web UI shows, and what
 * Prometheus collects. For who looks whether anything in it should not be seen.
 */
public final class WebAnswers {

    private static final List<String> OF_A_JOB =
            List.of(
                    "",
                    "/config",
                    "/plan",
                    "/exceptions",
                    "/checkpoints",
                    "/checkpoints/config",
                    "/jobmanager/config",
                    "/jobmanager/environment",
                    "/accumulators?includeSerializedValue=true");

    private static final List<String> OF_THE_CLUSTER =
            List.of(
                    "/config",
                    "/overview",
                    "/jobs/overview",
                    "/jobmanager/config",
                    "/jobmanager/environment",
                    "/jobmanager/thread-dump",
                    "/taskmanagers");

    /** As flink-conf/config.yaml has it. */
    private static final int FIRST_METRICS_PORT = 9249;

    private static final int LAST_METRICS_PORT = 9349;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final String web;
    private final String job;

    private WebAnswers(String web, String job) {
        this.web = web;
        this.job = job;
    }

    /**
     * Asks for all of it.
     *
     * @param web address of the web UI
     * @param job the job's id
     * @return what was asked → the answer
     * @throws IOException when something does not answer, since nothing is then known of it
     */
    public static Map<String, String> of(String web, String job)
            throws IOException, InterruptedException {
        var asked = new WebAnswers(web, job);
        asked.cluster();
        asked.job();
        asked.metrics();
        return asked.answers;
    }

    private void cluster() throws IOException, InterruptedException {
        for (var path : OF_THE_CLUSTER) {
            ask("Flink's " + path, web + path);
        }
        var all = JSON.readTree(ask("Flink's TaskManagers", web + "/taskmanagers"));
        for (var one : all.path("taskmanagers")) {
            var path = "/taskmanagers/" + one.path("id").asText();
            ask("Flink's " + path, web + path);
            ask("Flink's " + path + "/thread-dump", web + path + "/thread-dump");
        }
    }

    private void job() throws IOException, InterruptedException {
        var at = web + "/jobs/" + job;
        for (var path : OF_A_JOB) {
            ask("the job's " + path, at + path);
        }
        for (var vertex : JSON.readTree(ask("the job", at)).path("vertices")) {
            var of = at + "/vertices/" + vertex.path("id").asText();
            var name = vertex.path("name").asText();
            ask("operator " + name, of);
            ask("the metrics of " + name, of + "/subtasks/metrics");
            ask("the accumulators of " + name, of + "/accumulators");
        }
    }

    /** Of this job, on whichever ports the reporters of its JVMs took. */
    private void metrics() throws IOException, InterruptedException {
        int jvms = 0;
        for (int port = FIRST_METRICS_PORT; port <= LAST_METRICS_PORT; port++) {
            try {
                var text = get("http://localhost:" + port + "/metrics");
                if (text.contains(job)) {
                    answers.put("what Prometheus collects at " + port, text);
                    jvms++;
                }
            } catch (IOException e) {
                // Nobody's port.
            }
        }
        if (jvms == 0) {
            throw new IOException("no JVM tells Prometheus of job " + job);
        }
    }

    private String ask(String what, String address) throws IOException, InterruptedException {
        var answer = get(address);
        answers.put(what, answer);
        return answer;
    }

    private String get(String address) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(10)).build();
        return http.send(request, BodyHandlers.ofString()).body();
    }
}
