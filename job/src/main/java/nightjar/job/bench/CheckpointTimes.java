// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What Flink's REST interface tells of a job's checkpoints and savepoints. */
final class CheckpointTimes {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String job;

    /**
     * One checkpoint that is done.
     *
     * @param millis from its trigger to its end
     * @param alignmentMillis the longest that a subtask waited for barriers
     * @param syncMillis the longest synchronous part of a subtask
     * @param asyncMillis the longest asynchronous part of a subtask
     * @param stateBytes of the whole
     */
    record Done(
            long id,
            long millis,
            long alignmentMillis,
            long syncMillis,
            long asyncMillis,
            long stateBytes) {}

    /**
     * @param job its address in the REST interface
     */
    CheckpointTimes(String job) {
        this.job = job;
    }

    /** The last ten that are done, by their number. */
    Map<Long, Done> lately() throws IOException, InterruptedException {
        var done = new TreeMap<Long, Done>();
        for (var one : get(job + "/checkpoints").path("history")) {
            boolean isOurs =
                    one.path("status").asText().equals("COMPLETED")
                            && !one.path("is_savepoint").asBoolean();
            if (isOurs) {
                done.put(one.path("id").asLong(), plain(one));
            }
        }
        return done;
    }

    private static Done plain(JsonNode one) {
        return new Done(
                one.path("id").asLong(),
                one.path("end_to_end_duration").asLong(),
                0,
                0,
                0,
                one.path("state_size").asLong());
    }

    /** The same checkpoint with its parts, as far as Flink still knows them. */
    Done inParts(Done done) throws IOException, InterruptedException {
        long align = 0;
        long sync = 0;
        long async = 0;
        var tasks = get(job + "/checkpoints/details/" + done.id()).path("tasks");
        for (var task : tasks.properties()) {
            var subtasks =
                    get(job + "/checkpoints/details/" + done.id() + "/subtasks/" + task.getKey());
            var summary = subtasks.path("summary");
            align =
                    Math.max(
                            align, summary.path("alignment").path("duration").path("max").asLong());
            var parts = summary.path("checkpoint_duration");
            sync = Math.max(sync, parts.path("sync").path("max").asLong());
            async = Math.max(async, parts.path("async").path("max").asLong());
        }
        return new Done(done.id(), done.millis(), align, sync, async, done.stateBytes());
    }

    /** Takes a savepoint; seconds it took. */
    double savepointSeconds(String folderUri) throws IOException, InterruptedException {
        long began = System.nanoTime();
        var body =
                JSON.createObjectNode()
                        .put("target-directory", folderUri)
                        .put("cancel-job", false)
                        .toString();
        var request =
                HttpRequest.newBuilder(URI.create(job + "/savepoints"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        var id =
                JSON.readTree(http.send(request, BodyHandlers.ofString()).body())
                        .path("request-id");
        while (true) {
            var told = get(job + "/savepoints/" + id.asText());
            if (told.path("operation").has("failure-cause")) {
                throw new IOException("the savepoint failed: " + told.path("operation"));
            }
            if (told.path("status").path("id").asText().equals("COMPLETED")) {
                return (System.nanoTime() - began) / 1e9;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private JsonNode get(String address) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30)).build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }
}
