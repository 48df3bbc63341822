// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import nightjar.connectors.http.Http;
import nightjar.connectors.sattle.SattleClient;
import nightjar.connectors.sattle.SattleSettings;
import nightjar.model.Ended;
import nightjar.model.Ending;
import nightjar.model.ForVisitDetector;
import nightjar.model.VisitDetector;
import nightjar.model.port.Port;
import nightjar.model.port.Sattle.Box;
import nightjar.model.port.Sattle.Exposure;
import nightjar.operators.stage.Limit;
import nightjar.operators.stage.Stage;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A wrong password, on the stage that asks Sattle: nobody is cleared, and Sattle is not stormed.
 */
@Timeout(120)
class StrangerTest {

    private static final int DETECTORS = 40;
    private static final Limit LIMIT = new Limit(100, 8, Duration.ofSeconds(4), 1000);

    /** One visit-detector to clear. */
    record Question(VisitDetector key) implements ForVisitDetector {}

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void isToldToGoAndStormsNobody(int status) throws Exception {
        var asked = new AtomicInteger();
        var sattle =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sattle.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        sattle.start();
        try {
            var ends = ends("http://localhost:" + sattle.getAddress().getPort());
            assertThat(ends).hasSize(DETECTORS);
            for (var end : ends) {
                assertThat(end.ending()).isEqualTo(Ending.SUPPRESSED);
                assertThat(end.why())
                        .contains("Sattle answered " + status)
                        .contains("it does not know us: look at its authorization file");
            }
            assertThat(asked.get()).as("not even once for each").isBetween(5, DETECTORS - 1);
        } finally {
            sattle.stop(0);
        }
    }

    private static List<Ended> ends(String address) throws Exception {
        var env = StreamExecutionEnvironment.createLocalEnvironment(1);
        var questions =
                IntStream.range(0, DETECTORS)
                        .mapToObj(it -> new Question(new VisitDetector("LSSTCam", "group", it)))
                        .toList();
        var ends =
                Stage.async(
                        "clear",
                        env.fromData(questions),
                        placement -> clear(address),
                        LIMIT,
                        Boolean.class);
        return ends.lost().executeAndCollect(DETECTORS + 1);
    }

    private static Port<Question, Boolean> clear(String address) {
        var sattle = new SattleClient(new Http(), SattleSettings.at(address));
        var box = new Box(1, new double[] {10, 5, 10.001, 5, 10.001, 5.001, 10, 5.001});
        var exposure = new Exposure(2_026_112_000_003L, 61_364.1, 61_364.2, 10, 5);
        return (question, deadline) ->
                sattle.allowed(exposure, question.key().detector(), List.of(box), deadline)
                        .map(Set::isEmpty);
    }
}
