// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import nightjar.connectors.camera.DetectorNames;
import nightjar.connectors.http.Http;
import nightjar.connectors.testing.FakeServer;
import nightjar.connectors.testing.FakeServer.Fault;
import nightjar.connectors.testing.FakeServer.Reply;
import nightjar.model.Cause;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.VisitDetector;
import nightjar.model.port.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class PresenceClientTest {

    private static final Duration PATIENT = Duration.ofSeconds(20);

    private static final VisitDetector KEY =
            new VisitDetector("LSSTCam", "2025-05-22T05:18:32.763", 94);

    @Test
    void theQuestionIsPutAsPromptProcessingPutsIt() throws Exception {
        try (var server = FakeServer.replying(Reply.of(200, absent()))) {
            assertThat(find(server, KEY, 1).asValue()).contains(Optional.empty());
            assertThat(server.paths())
                    .containsExactly("/presence/LSSTCam/2025-05-22T05:18:32.763/1/R22_S11");
        }
    }

    @Test
    void aGroupWithUnusualSignsDoesNotChangeThePath() throws Exception {
        try (var server = FakeServer.replying(Reply.of(200, absent()))) {
            find(server, new VisitDetector("LSSTCam", "../a b?c", 0), 0);
            assertThat(server.paths())
                    .containsExactly("/presence/LSSTCam/..%2Fa%20b%3Fc/0/R01_S00");
        }
    }

    @Test
    void theProfileInTheUriIsLeftOut() throws Exception {
        var told = "{\"error\":false,\"present\":true,\"uri\":\"s3://embargo@rubin-summit/a/b\"}";
        try (var server = FakeServer.replying(Reply.of(200, told))) {
            assertThat(find(server, KEY, 0).asValue())
                    .contains(Optional.of("s3://rubin-summit/a/b"));
        }
    }

    @ParameterizedTest
    @CsvSource({"400,INVALID", "404,INVALID", "500,TRANSIENT", "503,TRANSIENT", "429,TRANSIENT"})
    void aStatusTellsTheClassOfTrouble(int status, Cause cause) throws Exception {
        try (var server = FakeServer.replying(Reply.of(status, "{\"error\":true}"))) {
            assertThat(cause(find(server, KEY, 0))).isEqualTo(cause);
            assertThat(server.asked()).as("never tried again").hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{}",
                "{\"present\":\"yes\"}",
                "{\"present\":true}",
                "{\"present\":true,\"uri\":\"/etc/passwd\"}",
                "{\"present\":true,\"uri\":\"s3://bucket\"}"
            })
    void nonsenseIsNoAnswer(String body) throws Exception {
        try (var server = FakeServer.replying(Reply.of(200, body))) {
            assertThat(cause(find(server, KEY, 0))).isEqualTo(Cause.TRANSIENT);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aBrokenAnswerIsTransientAndInTime(Fault fault) throws Exception {
        try (var server = FakeServer.replying(Reply.wrong(fault))) {
            var time = fault.takesAllTime() ? Duration.ofMillis(700) : PATIENT;
            assertThat(cause(find(server, KEY, 0, time))).isEqualTo(Cause.TRANSIENT);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LSSTCam,189,IGNORABLE",
        "LSSTCam,191,IGNORABLE",
        "LSSTCam,205,INVALID",
        "HSC,42,INVALID"
    })
    void itIsNeverAskedWhatItCannotKnow(String instrument, int detector, Cause cause)
            throws Exception {
        try (var server = FakeServer.replying(Reply.of(400, "{\"error\":true}"))) {
            var key = new VisitDetector(instrument, "group", detector);
            assertThat(cause(find(server, key, 0))).isEqualTo(cause);
            assertThat(server.asked()).isEmpty();
        }
    }

    private static String absent() {
        return "{\"error\":false,\"present\":false}";
    }

    private static Outcome<Optional<String>> find(FakeServer server, VisitDetector key, int snap)
            throws InterruptedException {
        return find(server, key, snap, PATIENT);
    }

    private static Outcome<Optional<String>> find(
            FakeServer server, VisitDetector key, int snap, Duration time)
            throws InterruptedException {
        var settings = new PresenceSettings(server.address() + "/presence/", time);
        var cameras = Map.of("LSSTCam", DetectorNames.lsstCam());
        return new PresenceClient(new Http(), settings, cameras)
                .find(key, snap, Deadline.in(Duration.ofMinutes(1)));
    }

    private static Cause cause(Outcome<?> outcome) {
        return outcome.asLoss().map(Loss::cause).orElseThrow();
    }
}
