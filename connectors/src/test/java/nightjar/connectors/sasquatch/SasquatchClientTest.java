// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sasquatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import nightjar.connectors.http.Http;
import nightjar.connectors.testing.FakeServer;
import nightjar.connectors.testing.FakeServer.Fault;
import nightjar.connectors.testing.FakeServer.Reply;
import nightjar.connectors.wire.Authorization;
import nightjar.connectors.wire.Trust;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SasquatchClientTest {

    private static final Measurement MEASURED =
            new Measurement(
                    "nightjarTimes",
                    "SandboxCam/prompt/output-2026-11-20",
                    Map.of("instrument", "SandboxCam", "detector", "4", "group", "g"),
                    Map.of("latency", 12.5, "unknown", Double.NaN),
                    1_795_170_000_500L);

    @Test
    void aRecordIsWhatTheDashboardsExpect() throws Exception {
        try (var server = new FakeServer(SasquatchClientTest::answer);
                var client = new SasquatchClient(new Http(), settings(server, 10))) {
            client.offer(MEASURED);
            client.offer(MEASURED);
            until(() -> client.counts().sent() == 2);
            assertThat(server.paths())
                    .containsExactly(
                            "/v3/clusters",
                            "/v3/clusters/abc/topics",
                            "/topics/lsst.prompt.test.nightjarTimes",
                            "/topics/lsst.prompt.test.nightjarTimes");
            var body = json(server.asked().get(2).text());
            var value = body.path("records").path(0).path("value");
            assertThat(value.path("timestamp").asDouble()).isEqualTo(1_795_170_000.5);
            assertThat(value.path("detector").asText()).isEqualTo("4");
            assertThat(value.path("visit").asText("absent")).isEmpty();
            assertThat(value.path("latency").asDouble()).isEqualTo(12.5);
            assertThat(value.has("unknown")).isFalse();
            var schema = new Schema.Parser().parse(body.path("value_schema").asText());
            assertThat(schema.getFullName()).isEqualTo("lsst.prompt.test.nightjarTimes");
            assertThat(schema.getField("timestamp").schema().getType())
                    .isEqualTo(Schema.Type.DOUBLE);
            assertThat(schema.getField("latency").schema().getType()).isEqualTo(Schema.Type.FLOAT);
            assertThat(schema.getFields()).hasSize(value.size());
        }
    }

    @Test
    void theTokenComesFromItsFile(@TempDir Path secrets) throws Exception {
        var file = Files.writeString(secrets.resolve("token"), "Basic abc=\n");
        try (var server = new FakeServer(SasquatchClientTest::answer)) {
            var http = new Http(Trust.OF_JAVA, new Authorization(file.toString()));
            var patient =
                    SasquatchSettings.at(server.address(), "n").within(Duration.ofSeconds(20), 10);
            try (var client = new SasquatchClient(http, patient)) {
                client.offer(MEASURED);
                until(() -> client.counts().sent() == 1);
                assertThat(server.asked())
                        .allMatch(it -> "Basic abc=".equals(it.headers().get("authorization")));
            }
        }
    }

    @Test
    void aSasquatchThatHangsMakesNobodyWait() {
        try (var server = FakeServer.replying(Reply.wrong(Fault.STALLED));
                var client = new SasquatchClient(new Http(), settings(server, 3))) {
            for (int i = 0; i < 50; i++) {
                client.offer(MEASURED);
            }
            var counts = client.counts();
            assertThat(counts.dropped()).isGreaterThanOrEqualTo(46);
            assertThat(counts.waiting()).isLessThanOrEqualTo(3);
            until(() -> client.counts().failed() >= 1);
        }
    }

    @Test
    void aFailureIsCountedAndTheNextIsSent() {
        try (var server =
                        FakeServer.replying(
                                Reply.of(500, ""),
                                Reply.of(200, "{\"data\":[{\"cluster_id\":\"abc\"}]}"),
                                Reply.of(400, "{\"error_code\":40002}"),
                                Reply.of(200, "{}"));
                var client = new SasquatchClient(new Http(), settings(server, 10))) {
            client.offer(MEASURED);
            client.offer(MEASURED);
            until(() -> client.counts().sent() == 1);
            assertThat(client.counts().failed()).isEqualTo(1);
        }
    }

    private static Reply answer(FakeServer.Asked asked) {
        return asked.path().equals("/v3/clusters")
                ? Reply.of(200, "{\"data\":[{\"cluster_id\":\"abc\"}]}")
                : Reply.of(200, "{}");
    }

    private static SasquatchSettings settings(FakeServer server, int waiting) {
        return SasquatchSettings.at(server.address(), "lsst.prompt.test")
                .within(Duration.ofSeconds(2), waiting);
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    private static void until(BooleanSupplier there) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!there.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }
}
