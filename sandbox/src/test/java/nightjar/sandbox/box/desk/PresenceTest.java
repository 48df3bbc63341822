// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import nightjar.sandbox.box.Asks;
import nightjar.sandbox.box.Shared;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PresenceTest {

    private static final String GROUP = "2026-11-20T05:18:32.763";
    private static final String OBJECT =
            """
            {"instrument": "SandboxCam", "group": "2026-11-20T05:18:32.763", "snap": 0,
             "detector": "R22_S11", "uri": "s3://raw/SandboxCam/20261120/a_R22_S11.fits"}
            """;

    private Asks presence;

    @BeforeEach
    void start() {
        presence = new Asks(new Presence(List.of("DECam"))::answer);
        assertThat(presence.post("/admin/objects", OBJECT).status()).isEqualTo(200);
    }

    @Test
    void theCasesOfUpstreamHold() throws IOException {
        JsonNode cases = Shared.cases("presence_cases.json").path("cases");
        assertThat(cases).hasSize(5);
        for (JsonNode one : cases) {
            boolean down = one.path("redis_down").asBoolean(false);
            presence.post("/admin/redis", "{\"up\": " + !down + "}");
            var seen = presence.get(path(one));
            assertThat(seen.status()).as(one.toString()).isEqualTo(one.path("status").asInt());
            assertThat(seen.body().path("error").asBoolean())
                    .isEqualTo(one.path("error").asBoolean(false));
            if (one.has("body_keys")) {
                List<String> keys = new ArrayList<>();
                one.path("body_keys").forEach(key -> keys.add(key.asText()));
                assertThat(seen.body().fieldNames()).toIterable().hasSameElementsAs(keys);
            }
        }
    }

    private static String path(JsonNode one) {
        String detector = one.path("found").asBoolean(true) ? "R22_S11" : "R22_S00";
        return String.join(
                "/",
                "/presence",
                one.path("instrument").asText("SandboxCam"),
                GROUP,
                "0",
                one.path("detector").asText(detector));
    }

    @Test
    void whatItWasToldIsPresentInThatSnapAlone() {
        var here = presence.get("/presence/SandboxCam/" + GROUP + "/0/R22_S11");
        var next = presence.get("/presence/SandboxCam/" + GROUP + "/1/R22_S11");

        assertThat(here.body().path("present").asBoolean()).isTrue();
        assertThat(here.body().path("uri").asText())
                .isEqualTo("s3://raw/SandboxCam/20261120/a_R22_S11.fits");
        assertThat(next.body()).hasToString("{\"error\":false,\"present\":false}");
    }

    @Test
    void instrumentsMayBeAdded() {
        assertThat(presence.get("/presence/DECam/g/0/R00_S00").status()).isEqualTo(200);
    }

    @Test
    void anObjectWithoutItsGroupIsRefused() {
        assertThat(presence.post("/admin/objects", "{\"instrument\": \"SandboxCam\"}").status())
                .isEqualTo(400);
    }
}
