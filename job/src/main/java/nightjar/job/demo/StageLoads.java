// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How many questions each stage of a running job has in flight, from Flink's REST interface. */
final class StageLoads {

    private static final Pattern IN_FLIGHT = Pattern.compile("(?:.*\\.)?stage\\.(.+)\\.inFlight");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String job;

    /**
     * @param job the job's address, {@code http://host:port/jobs/id}
     */
    StageLoads(String job) {
        this.job = job;
    }

    /** Stage → in flight, in the order of the graph; empty while Flink does not know. */
    Map<String, Integer> inFlight() {
        var loads = new LinkedHashMap<String, Integer>();
        try {
            for (var vertex : get(job).path("vertices")) {
                add(job + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics", loads);
            }
        } catch (IOException e) {
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
        return loads;
    }

    private void add(String metrics, Map<String, Integer> loads)
            throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        get(metrics).forEach(metric -> names.add(metric.path("id").asText()));
        names.removeIf(name -> !IN_FLIGHT.matcher(name).matches());
        if (names.isEmpty()) {
            return;
        }
        for (var metric : get(metrics + "?agg=sum&get=" + String.join(",", names))) {
            var stage = IN_FLIGHT.matcher(metric.path("id").asText()).replaceAll("$1");
            loads.merge(stage, (int) metric.path("sum").asDouble(), Integer::sum);
        }
    }

    private JsonNode get(String address) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(5)).build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }
}
