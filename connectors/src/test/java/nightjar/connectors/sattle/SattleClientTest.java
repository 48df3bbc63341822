// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sattle;

import static nightjar.connectors.sattle.SattleQuestions.EXPOSURE;
import static nightjar.connectors.sattle.SattleQuestions.TIME;
import static nightjar.connectors.sattle.SattleQuestions.allowList;
import static nightjar.connectors.sattle.SattleQuestions.boxes;
import static nightjar.connectors.sattle.SattleQuestions.client;
import static nightjar.connectors.sattle.SattleQuestions.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import nightjar.connectors.http.Http;
import nightjar.connectors.testing.FakeServer.Reply;
import nightjar.model.port.Sattle.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Sattle is asked, and what is taken from an answer that is one. */
@Timeout(120)
class SattleClientTest {

    @Test
    void withoutAnAddressThereIsNoClient() {
        assertThatThrownBy(() -> SattleSettings.at("")).hasMessageContaining("address");
    }

    @Test
    void theQuestionHasTheExposuresOwnTimesAndTheSourcesBoxes() throws Exception {
        try (var sattle = FakeSattle.allowing(Reply.of(200, allowList("[[1]]")))) {
            assertThat(client(sattle).register(EXPOSURE, TIME).asValue()).contains(EXPOSURE);
            client(sattle).allowed(EXPOSURE, 4, boxes(1), TIME);
            var asked = sattle.server().asked();
            assertThat(asked).allMatch(it -> it.method().equals("PUT"));
            assertThat(json(asked.get(0).text()))
                    .isEqualTo(
                            json(
                                    "{\"visit_id\":2026112000012,\"exposure_start_mjd\":61364.25,"
                                            + "\"exposure_end_mjd\":61364.2503,"
                                            + "\"boresight_ra\":225.5,\"boresight_dec\":-38.25}"));
            assertThat(json(asked.get(1).text()))
                    .isEqualTo(
                            json(
                                    "{\"visit_id\":2026112000012,\"detector_id\":4,\"diasources\":"
                                            + "[{\"diasource_id\":1,\"bbox\":[[10.0,1.0],[10.1,1.0],"
                                            + "[10.1,1.1],[10.0,1.1]]}]}"));
        }
    }

    @Test
    void aPastNightIsNamedSoInBothCalls() throws Exception {
        try (var sattle = FakeSattle.allowing(Reply.of(200, allowList("[1]")))) {
            var client = new SattleClient(new Http(), settings(sattle).asHistorical());
            client.register(EXPOSURE, TIME);
            client.allowed(EXPOSURE, 4, boxes(2), TIME);
            assertThat(sattle.server().asked()).allMatch(it -> it.text().contains("historical"));
        }
    }

    @Test
    void noSourcesAreNoQuestion() throws Exception {
        try (var sattle = FakeSattle.allowing(Reply.of(400, ""))) {
            assertThat(client(sattle).allowed(EXPOSURE, 4, List.of(), TIME).asValue())
                    .contains(Set.of());
            assertThat(sattle.server().asked()).isEmpty();
        }
    }

    @Test
    void aSourceWithoutAPlaceIsNotAskedAboutAndNotAllowed() throws Exception {
        try (var sattle = FakeSattle.allowing(Reply.of(200, allowList("[1,2,3]")))) {
            var sources = boxes(2);
            sources.add(new Box(3, new double[] {Double.NaN, 0, 0, 0, 0, 0, 0, 0}));
            assertThat(client(sattle).allowed(EXPOSURE, 4, sources, TIME).asValue())
                    .contains(Set.of(1L, 2L));
            assertThat(sattle.server().asked().get(0).text()).doesNotContain("NaN");
        }
    }

    @Test
    void idsThatNobodyAskedAboutAreNotTaken() throws Exception {
        try (var sattle = FakeSattle.allowing(Reply.of(200, allowList("[2,77]")))) {
            assertThat(client(sattle).allowed(EXPOSURE, 4, boxes(3), TIME).asValue())
                    .contains(Set.of(2L));
        }
    }

    @Test
    void manySourcesAreAskedAboutInParts() throws Exception {
        try (var sattle =
                FakeSattle.allowing(
                        Reply.of(200, allowList("[1,2]")),
                        Reply.of(200, allowList("[3]")),
                        Reply.of(200, allowList("[[5]]")))) {
            var client = new SattleClient(new Http(), settings(sattle).withMostSources(2));
            assertThat(client.allowed(EXPOSURE, 4, boxes(5), TIME).asValue())
                    .contains(Set.of(1L, 2L, 3L, 5L));
            assertThat(sattle.server().asked()).hasSize(3);
        }
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
