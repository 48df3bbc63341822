// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import nightjar.connectors.testing.FakeServer;
import nightjar.connectors.testing.FakeServer.Reply;
import nightjar.model.Cause;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTest {

    @ParameterizedTest
    @ValueSource(strings = {"abc", "99999999999999999999"})
    void aLengthThatIsNoneIsTheNeighboursTrouble(String length) throws Exception {
        try (var server =
                new FakeServer(asked -> Reply.of(200, "{}").with("Content-Length", length))) {
            var request = HttpRequest.newBuilder(URI.create(server.address())).build();

            var answer = new Http().ask("Presence", request, Duration.ofSeconds(10), 100);

            assertThat(answer.asLoss().orElseThrow().cause()).isEqualTo(Cause.TRANSIENT);
            assertThat(answer.asLoss().orElseThrow().why()).startsWith("Presence ");
        }
    }
}
