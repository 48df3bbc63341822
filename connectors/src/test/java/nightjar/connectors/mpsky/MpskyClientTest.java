// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.mpsky;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import nightjar.connectors.http.Breaker;
import nightjar.connectors.http.Http;
import nightjar.connectors.testing.FakeServer;
import nightjar.connectors.testing.FakeServer.Fault;
import nightjar.connectors.testing.FakeServer.Reply;
import nightjar.model.Cause;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.sky.SkyCircle;
import nightjar.model.sky.SkyPosition;
import nightjar.model.solar.KnownBodies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class MpskyClientTest {

    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final SkyCircle FIELD = SkyCircle.of(new SkyPosition(150, 0), 0.25);

    @Test
    void theQuestionIsPutAsUpstreamPutsIt() throws Exception {
        try (var server = FakeServer.replying(whole())) {
            assertThat(ask(server, PATIENT).asValue().orElseThrow().bodies()).hasSize(3);
            assertThat(server.paths())
                    .containsExactly(
                            "/ephemerides/?t=61364.25&ra=150.0&dec=0.0&radius=0.25"
                                    + "&return_elements=extended");
        }
    }

    @Test
    void anAddressMayHaveAQuestionOfItsOwn() throws Exception {
        try (var server = FakeServer.replying(whole())) {
            ask(server.address() + "/e?key=1", PATIENT);
            assertThat(server.paths().get(0)).startsWith("/e?key=1&t=61364.25&");
        }
    }

    @ParameterizedTest
    @CsvSource({"400,INVALID", "404,INVALID", "302,INVALID", "500,TRANSIENT", "429,TRANSIENT"})
    void aStatusTellsTheClassOfTrouble(int status, Cause cause) throws Exception {
        try (var server = FakeServer.replying(Reply.of(status, "{\"message\":\"night=61364\"}"))) {
            var loss = ask(server, PATIENT).asLoss().orElseThrow();
            assertThat(loss.cause()).isEqualTo(cause);
            assertThat(loss.why()).isEqualTo("MPSky answered " + status);
            assertThat(server.asked()).as("never tried again").hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "<html>"})
    void nonsenseIsNoAnswer(String body) throws Exception {
        try (var server = FakeServer.replying(Reply.of(200, body))) {
            assertThat(cause(ask(server, PATIENT))).isEqualTo(Cause.INVALID);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aBrokenAnswerIsTransientAndInTime(Fault fault) throws Exception {
        try (var server = FakeServer.replying(whole().with(fault))) {
            var time = fault.takesAllTime() ? Duration.ofMillis(700) : PATIENT;
            assertThat(cause(ask(server, time))).isEqualTo(Cause.TRANSIENT);
        }
    }

    @Test
    void anAnswerWithoutEndIsGivenUp() throws Exception {
        var huge = new Reply(200, Map.of(), new byte[(32 << 20) + 1], Fault.NONE);
        try (var server = FakeServer.replying(huge)) {
            var loss = ask(server, PATIENT).asLoss().orElseThrow();
            assertThat(loss.why()).contains("more than 33554432 bytes");
        }
    }

    @Test
    void whereNobodyListensIsTransient() throws Exception {
        assertThat(cause(ask("http://127.0.0.1:1/ephemerides/", PATIENT)))
                .isEqualTo(Cause.TRANSIENT);
    }

    @Test
    void oneThatFailsAgainAndAgainIsLeftAloneForAWhile() throws Exception {
        var now = new AtomicLong();
        try (var server = FakeServer.replying(Reply.of(500, ""))) {
            var breaker = new Breaker(2, Duration.ofSeconds(30), now::get);
            var client =
                    new MpskyClient(new Http(), MpskySettings.at(server.address() + "/"), breaker);
            for (int i = 0; i < 5; i++) {
                assertThat(cause(ask(client))).isEqualTo(Cause.TRANSIENT);
            }
            assertThat(server.asked()).hasSize(2);
            assertThat(ask(client).asLoss().orElseThrow().why()).contains("left alone");

            now.addAndGet(Duration.ofSeconds(30).toNanos());
            ask(client);
            assertThat(server.asked()).hasSize(3);
        }
    }

    private static Reply whole() {
        return new Reply(200, Map.of(), Answers.real(), Fault.NONE);
    }

    private static Outcome<KnownBodies> ask(FakeServer server, Duration time)
            throws InterruptedException {
        return ask(server.address() + "/ephemerides/", time);
    }

    private static Outcome<KnownBodies> ask(String url, Duration time) throws InterruptedException {
        return ask(new MpskyClient(new Http(), new MpskySettings(URI.create(url), time)));
    }

    private static Outcome<KnownBodies> ask(MpskyClient client) throws InterruptedException {
        return client.near(FIELD, 61_364.25, Deadline.in(Duration.ofMinutes(1)));
    }

    private static Cause cause(Outcome<?> outcome) {
        return outcome.asLoss().map(Loss::cause).orElseThrow();
    }
}
