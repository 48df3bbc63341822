// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import nightjar.sandbox.box.web.Reply;
import nightjar.sandbox.box.web.Web;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FrontTest {

    private static final String SAID = "{\"asked\":\"a b\"}";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Web server;
    private final Front front;

    FrontTest() throws IOException {
        server =
                Web.serve(
                        0,
                        "application/json",
                        ask -> Reply.ok(Map.of("asked", ask.at(0) + ask.body())));
        front = Front.before(server.address());
    }

    @AfterEach
    void close() {
        front.close();
        server.close();
    }

    @Test
    void whatNoRuleNamesIsHandedOn() throws Exception {
        front.meddle("GET", "^/other", new Meddling.Dropped(), Front.ALWAYS);

        HttpResponse<String> answer = get();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(SAID);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(front.asked()).isEqualTo(1);
        assertThat(front.meddled()).isZero();
    }

    @Test
    void aBodyIsHandedOn() throws Exception {
        HttpRequest put =
                HttpRequest.newBuilder(URI.create(front.address() + "/a"))
                        .PUT(HttpRequest.BodyPublishers.ofString(" b"))
                        .build();

        assertThat(http.send(put, BodyHandlers.ofString()).body()).isEqualTo(SAID);
    }

    @Test
    void aStatusIsToldSoOftenAndAfterSoMany() throws Exception {
        front.meddle("GET", "/a", new Meddling.Status(503), 1, 2);

        assertThat(get().statusCode()).isEqualTo(200);
        assertThat(get().statusCode()).isEqualTo(503);
        assertThat(get().statusCode()).isEqualTo(503);
        assertThat(get().statusCode()).isEqualTo(200);
        assertThat(front.meddled()).isEqualTo(2);
    }

    @Test
    void aShortBodyOrNoAnswerIsAnError() throws Exception {
        front.meddle("GET", "/a", new Meddling.CutShort(), 1);
        assertThatThrownBy(this::get).isInstanceOf(IOException.class);

        front.behave();
        front.meddle("GET", "/a", new Meddling.Dropped(), Front.ALWAYS);
        assertThatThrownBy(this::get).isInstanceOf(IOException.class);
    }

    @Test
    void aBitTurnedKeepsTheLength() throws Exception {
        front.meddle("GET", "/a", new Meddling.BitTurned(), 1);

        assertThat(get().body()).isNotEqualTo(SAID).hasSameSizeAs(SAID);
    }

    @Test
    void aHeaderAndABodyAreChanged() throws Exception {
        front.meddle("GET", "/a", new Meddling.Header("content-type", "text/odd"), 1);
        assertThat(get().headers().firstValue("Content-Type")).contains("text/odd");

        front.meddle("GET", "/a", new Meddling.Body(FrontTest::doubled), 1);
        assertThat(get().body()).isEqualTo(SAID + SAID);
    }

    @Test
    void whoIsSlowAnswersAllTheSame() throws Exception {
        front.meddle("GET", "/a", new Meddling.Slow(Duration.ofMillis(50)), 1);

        assertThat(get().body()).isEqualTo(SAID);
        assertThat(front.meddled()).isEqualTo(1);
    }

    @Test
    void aServerThatIsGoneIsAConnectionThatEnds() {
        server.close();

        assertThatThrownBy(this::get).isInstanceOf(IOException.class);
    }

    private static byte[] doubled(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return (text + text).getBytes(StandardCharsets.UTF_8);
    }

    private HttpResponse<String> get() throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(front.address() + "/a%20b")).build(),
                BodyHandlers.ofString());
    }
}
