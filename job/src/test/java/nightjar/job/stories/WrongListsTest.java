// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import nightjar.connectors.http.Http;
import nightjar.connectors.sattle.SattleClient;
import nightjar.connectors.sattle.SattleSettings;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.Sattle.Box;
import nightjar.model.port.Sattle.Exposure;
import nightjar.sandbox.box.sattle.Sattle;
import nightjar.sandbox.box.web.Web;
import nightjar.sandbox.faults.Front;
import nightjar.sandbox.faults.Meddling;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WrongListsTest {

    private static final long VISIT = 2_026_112_000_003L;
    private static final Exposure EXPOSURE = new Exposure(VISIT, 61_364.1, 61_364.2, 10, 5);
    private static final Set<Long> ASKED = Set.of(11L, 12L);
    private static final long WITHHELD = 12;

    private final WrongLists lists = new WrongLists(VISIT, WITHHELD);
    private final Web server;
    private final Front front;
    private final SattleClient sattle;

    WrongListsTest(@TempDir Path temp) throws IOException {
        server = Sattle.serve(0, Files.writeString(temp.resolve("satellites.json"), "[]"));
        front = Front.before(server.address());
        front.meddle("PUT", "/diasource_allow_list", new Meddling.Body(lists), Front.ALWAYS);
        sattle = new SattleClient(new Http(), SattleSettings.at(front.address()));
    }

    @AfterEach
    void close() {
        front.close();
        server.close();
    }

    @Test
    void aWrongListIsNoAnswerOrAllowsNobodyWhoWasNotAskedAbout() throws Exception {
        int refused = 0;
        while (!lists.isExhausted()) {
            var allowed = allowed(0);
            refused += allowed.isDone() ? 0 : 1;
            assertThat(allowed.asValue().orElse(Set.of())).isSubsetOf(ASKED);
        }
        assertThat(refused).isGreaterThanOrEqualTo(9);
        assertThat(allowed(0).asValue()).contains(ASKED);
    }

    @Test
    void whoIsWithheldIsMissingFromTheFirstListOnAndNobodyElse() throws Exception {
        assertThat(lists.hasWithheld()).isFalse();
        assertThat(allowed(2).asValue()).contains(Set.of(11L));
        assertThat(allowed(2).asValue()).contains(Set.of(11L));
        assertThat(lists.hasWithheld()).isTrue();
    }

    @Test
    void whoWasNotToBeNamedIsNotWithheld() throws Exception {
        var others = new WrongLists(VISIT, 13);
        var body = "{\"visit_id\":%d,\"detector_id\":2,\"allow_list\":[11,12]}".formatted(VISIT);
        assertThat(new String(others.apply(body.getBytes(UTF_8)), UTF_8)).isEqualTo(body);
        assertThat(others.hasWithheld()).isFalse();
    }

    private Outcome<Set<Long>> allowed(int detector) throws InterruptedException {
        return sattle.allowed(
                EXPOSURE,
                detector,
                List.of(box(11, 10.0), box(12, 10.1)),
                Deadline.in(Duration.ofSeconds(20)));
    }

    private static Box box(long id, double ra) {
        return new Box(id, new double[] {ra, 5, ra + 0.001, 5, ra + 0.001, 5.001, ra, 5.001});
    }
}
