// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.TimeUnit;

/** Counts the ends that the desk's Sasquatch was told of, by its own record of them. */
final class MeasurementReader {

    private static final String OF_ENDS = "nightjarVisitDetector";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI records;

    MeasurementReader(String sasquatch) {
        records = URI.create(sasquatch + "/admin/records");
    }

    /**
     * How many came; waits a little for {@code wanted}, since nothing in the job waits for them.
     */
    long arrived(int wanted) throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        long arrived = arrived();
        while (arrived < wanted && System.nanoTime() < giveUp) {
            TimeUnit.MILLISECONDS.sleep(50);
            arrived = arrived();
        }
        return arrived;
    }

    /** The desk keeps the newest only, each with its place in its topic. */
    private long arrived() throws InterruptedException {
        var ask = HttpRequest.newBuilder(records).timeout(PATIENCE).build();
        try {
            var answer = http.send(ask, HttpResponse.BodyHandlers.ofByteArray());
            var sizes = new HashMap<String, Long>();
            for (JsonNode one : new ObjectMapper().readTree(answer.body())) {
                long size = one.path("offset").asLong() + 1;
                var topic = one.path("topic").asText();
                if (topic.endsWith(OF_ENDS)) {
                    sizes.merge(topic, size, Math::max);
                }
            }
            return sizes.values().stream().mapToLong(Long::longValue).sum();
        } catch (IOException e) {
            return 0; // a desk that was stopped during the night
        }
    }
}
