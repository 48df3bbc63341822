// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import nightjar.sandbox.box.Asks;
import nightjar.sandbox.box.Asks.Seen;
import org.junit.jupiter.api.Test;

class SasquatchTest {

    private static final String AVRO = "application/vnd.kafka.avro.v2+json";
    private static final String TOPIC =
            "{\"topic_name\": \"lsst.prompt.t\", \"partitions_count\": 1, \"replication_factor\": 3}";
    private static final String RECORD =
            "{\"value_schema\": \"{}\", \"records\": [{\"value\": {\"id\": \"a\", \"n\": 1.5}}]}";

    private final Asks sasquatch = new Asks(new Sasquatch()::answer);

    private Seen post(String contentType, String body) {
        return sasquatch.ask("POST", "/topics/lsst.prompt.t", contentType, body);
    }

    @Test
    void aRecordPostedToATopicIsKept() {
        JsonNode clusters = sasquatch.get("/v3/clusters").body();
        String id = clusters.path("data").path(0).path("cluster_id").asText();

        assertThat(sasquatch.post("/v3/clusters/" + id + "/topics", TOPIC).status()).isEqualTo(201);
        assertThat(post(AVRO, RECORD).body().path("offsets").path(0).path("offset").asInt())
                .isZero();
        assertThat(post(AVRO, RECORD).body().path("offsets").path(0).path("offset").asInt())
                .isEqualTo(1);

        JsonNode records = sasquatch.get("/admin/records").body();
        assertThat(records).hasSize(2);
        assertThat(records.path(0))
                .hasToString(
                        "{\"topic\":\"lsst.prompt.t\",\"offset\":0,\"value\":{\"id\":\"a\",\"n\":1.5}}");
    }

    @Test
    void aTopicThatExistsIsA400AsUpstreamExpects() {
        sasquatch.post("/v3/clusters/sandbox/topics", TOPIC);

        assertThat(sasquatch.post("/v3/clusters/sandbox/topics", TOPIC).status()).isEqualTo(400);
    }

    @Test
    void anUnknownTopicOrClusterIsNotFound() {
        assertThat(post(AVRO, RECORD).status()).isEqualTo(404);
        assertThat(sasquatch.post("/v3/clusters/other/topics", TOPIC).status()).isEqualTo(404);
    }

    @Test
    void plainJsonIsRefused() {
        sasquatch.post("/v3/clusters/sandbox/topics", TOPIC);

        assertThat(post("application/json", RECORD).status()).isEqualTo(415);
    }

    @Test
    void recordsWithoutASchemaAreRefused() {
        sasquatch.post("/v3/clusters/sandbox/topics", TOPIC);

        assertThat(post(AVRO, "{\"records\": [{\"value\": {}}]}").status()).isEqualTo(422);
    }
}
