// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nightjar.connectors.http.Answer;
import nightjar.connectors.http.Http;
import nightjar.connectors.testing.FakeServer;
import nightjar.connectors.testing.FakeServer.Reply;
import nightjar.model.Outcome;
import nightjar.sandbox.box.secure.Authority;
import nightjar.sandbox.box.secure.Fronts;
import nightjar.sandbox.box.secure.TlsFront;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server with a real certificate. */
@Timeout(120)
class TrustTest {

    @SuppressWarnings("NullAway.Init") // JUnit fills it
    @TempDir
    Path folder;

    @Test
    void whoIsVouchedForIsSpokenToAndWhoIsNotIsNot() throws Exception {
        var authority = Authority.in(folder.resolve("one"));
        var stranger = Authority.in(folder.resolve("two"));
        try (var server = FakeServer.replying(Reply.of(200, "{}"));
                var front = front(server, authority)) {
            assertThat(status(ask(front, trusting(authority)))).isEqualTo(200);
            assertThat(why(ask(front, trusting(stranger)))).contains("SSLHandshakeException");
            assertThat(why(ask(front, Trust.OF_JAVA))).contains("SSLHandshakeException");
        }
    }

    @Test
    void authoritiesMayRotate() throws Exception {
        var authority = Authority.in(folder.resolve("one"));
        var trusted =
                Files.copy(
                        Authority.in(folder.resolve("two")).certificate(),
                        folder.resolve("ca.pem"));
        var http = new Http(new Trust(trusted.toString()), Authorization.NONE);
        try (var server = FakeServer.replying(Reply.of(200, "{}"));
                var front = front(server, authority)) {
            assertThat(ask(front, http).isDone()).isFalse();

            Files.copy(authority.certificate(), trusted, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(trusted, FileTime.from(Instant.now().plusSeconds(5)));
            assertThat(status(ask(front, http))).isEqualTo(200);
        }
    }

    @Test
    void aFileWithoutCertificatesTrustsNobodyAndSaysSo() throws Exception {
        var authority = Authority.in(folder.resolve("one"));
        var empty = Files.createFile(folder.resolve("empty.pem"));
        try (var server = FakeServer.replying(Reply.of(200, "{}"));
                var front = front(server, authority)) {
            for (var file : new String[] {empty.toString(), folder + "/missing.pem"}) {
                assertThat(why(ask(front, new Trust(file))))
                        .contains("nobody is trusted")
                        .contains(file);
            }
        }
    }

    @Test
    void whoDoesNotSayWhoCallsIsRefused() throws Exception {
        var authority = Authority.in(folder.resolve("one"));
        try (var server = FakeServer.replying(Reply.of(200, "{}"));
                var front =
                        TlsFront.before(
                                () -> URI.create(server.address()).getPort(),
                                authority,
                                Optional.of(Fronts.AUTHORIZATION))) {
            var file = folder.resolve("who");
            var http = new Http(trusting(authority), new Authorization(file.toString()));
            assertThat(status(ask(front, http))).isEqualTo(401);
            Files.writeString(file, "Basic bm9ib2R5Og==");
            assertThat(status(ask(front, http))).isEqualTo(401);
            assertThat(front.refused()).isEqualTo(2);

            Files.writeString(file, Fronts.AUTHORIZATION + "\n");
            assertThat(status(ask(front, http))).isEqualTo(200);
            assertThat(server.asked()).hasSize(1);
        }
    }

    private static TlsFront front(FakeServer server, Authority authority) throws Exception {
        return TlsFront.before(
                () -> URI.create(server.address()).getPort(), authority, Optional.empty());
    }

    private static Trust trusting(Authority authority) {
        return new Trust(authority.certificate().toString());
    }

    private static Outcome<Answer> ask(TlsFront front, Trust trust) throws InterruptedException {
        return ask(front, new Http(trust, Authorization.NONE));
    }

    private static Outcome<Answer> ask(TlsFront front, Http http) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(front.address() + "/")).build();
        return http.ask("a neighbour", request, Duration.ofSeconds(20), 1 << 10);
    }

    private static int status(Outcome<Answer> outcome) {
        return outcome.asValue().orElseThrow().status();
    }

    private static String why(Outcome<Answer> outcome) {
        return outcome.asLoss().orElseThrow().why();
    }
}
