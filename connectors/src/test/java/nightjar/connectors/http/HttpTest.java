// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import nightjar.connectors.testing.FakeServer;
import nightjar.connectors.testing.FakeServer.Fault;
import nightjar.connectors.testing.FakeServer.Reply;
import nightjar.model.Cause;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class HttpTest {

    private static final Duration PATIENT = Duration.ofSeconds(20);

    private final Http http = new Http();

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void whateverIsWrongWithAnAnswerIsTransientAndInTime(Fault fault) throws Exception {
        try (var server = FakeServer.replying(Reply.wrong(fault))) {
            var time = fault.takesAllTime() ? Duration.ofMillis(700) : PATIENT;
            assertThat(ask(server.address(), time, 1000).asLoss().map(Loss::cause))
                    .contains(Cause.TRANSIENT);
        }
    }

    @Test
    void aBodyBeyondTheBoundIsNotTaken() throws Exception {
        try (var server = FakeServer.replying(Reply.of(200, "x".repeat(1001)))) {
            assertThat(ask(server.address(), 1000).asLoss().map(Loss::why).orElseThrow())
                    .contains("more than 1000 bytes");
        }
    }

    @Test
    void aBodyAtTheBoundIsTaken() throws Exception {
        try (var server = FakeServer.replying(Reply.of(404, "x".repeat(1000)))) {
            var answer = ask(server.address(), 1000).asValue().orElseThrow();
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body()).hasSize(1000);
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (var server = FakeServer.replying(Reply.of(302, "").with("Location", "/elsewhere"))) {
            assertThat(ask(server.address(), 10).asValue().orElseThrow().status()).isEqualTo(302);
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void nobodyThereIsTransient() throws Exception {
        String address;
        try (var server = FakeServer.replying(Reply.of(200, ""))) {
            address = server.address();
        }
        assertThat(ask(address, 10).asLoss().map(Loss::cause)).contains(Cause.TRANSIENT);
    }

    private Outcome<Answer> ask(String address, int mostBytes) throws InterruptedException {
        return ask(address, PATIENT, mostBytes);
    }

    private Outcome<Answer> ask(String address, Duration time, int mostBytes)
            throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address + "/")).build();
        return http.ask("Somebody", request, time, mostBytes);
    }
}
