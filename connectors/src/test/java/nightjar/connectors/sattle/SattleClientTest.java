// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sattle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import nightjar.connectors.http.Http;
import nightjar.connectors.testing.FakeServer.Fault;
import nightjar.connectors.testing.FakeServer.Reply;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.Sattle.Box;
import nightjar.model.port.Sattle.Exposure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SattleClientTest {

    private static final Exposure EXPOSURE =
            new Exposure(2026112000012L, 61_364.25, 61_364.2503, 225.5, -38.25);
    private static final Deadline TIME = Deadline.in(Duration.ofMinutes(5));

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

    @Test
    void onePartWithoutAnAnswerAllowsNothingOfAny() throws Exception {
        try (var sattle =
                FakeSattle.allowing(Reply.of(200, allowList("[1,2]")), Reply.of(500, ""))) {
            var client = new SattleClient(new Http(), settings(sattle).withMostSources(2));
            isSuppressed(client.allowed(EXPOSURE, 4, boxes(4), TIME), Cause.TRANSIENT);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400,RETRIABLE",
        "500,TRANSIENT",
        "503,TRANSIENT",
        "201,RETRIABLE",
        "302,RETRIABLE"
    })
    void anyStatusBut200AllowsNothing(int status, Cause cause) throws Exception {
        try (var sattle = FakeSattle.allowing(Reply.of(status, allowList("[1]")))) {
            isSuppressed(client(sattle).allowed(EXPOSURE, 4, boxes(3), TIME), cause);
            assertThat(sattle.server().asked()).as("never tried again").hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1,2",
                "[1,2]",
                "{}",
                "{\"allow_list\":1}",
                "{\"allow_list\":null}",
                "{\"allow_list\":[1,\"2\"]}",
                "{\"allow_list\":[1,2.5]}",
                "{\"allow_list\":[1,null]}",
                "{\"allow_list\":[[1],[2]]}",
                "{\"allow_list\":[[[1]]]}",
                "{\"allow_list\":[99999999999999999999]}",
                "{\"visit_id\":7,\"allow_list\":[1]}",
                "{\"detector_id\":5,\"allow_list\":[1]}",
                "{\"allow_list\":[1,2"
            })
    void anAnswerNotUnderstoodToTheLastIdAllowsNothing(String body) throws Exception {
        try (var sattle = FakeSattle.allowing(Reply.of(200, body))) {
            var loss =
                    isSuppressed(
                            client(sattle).allowed(EXPOSURE, 4, boxes(3), TIME), Cause.TRANSIENT);
            assertThat(loss.why()).doesNotContain("99999");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aBrokenAnswerAllowsNothingAndComesInTime(Fault fault) throws Exception {
        try (var sattle = FakeSattle.allowing(Reply.of(200, allowList("[1,2,3]")).with(fault))) {
            var time = fault.takesAllTime() ? Duration.ofMillis(700) : Duration.ofSeconds(20);
            var client = new SattleClient(new Http(), settings(sattle).withTimeout(time));
            isSuppressed(client.allowed(EXPOSURE, 4, boxes(3), TIME), Cause.TRANSIENT);
        }
    }

    @Test
    void whenTheForgottenVisitCannotBeRegisteredNothingIsAllowed() throws Exception {
        try (var sattle = new FakeSattle(Reply.of(500, ""), Reply.of(404, ""))) {
            isSuppressed(client(sattle).allowed(EXPOSURE, 4, boxes(3), TIME), Cause.TRANSIENT);
            assertThat(sattle.calls("/diasource_allow_list")).isEqualTo(1);
        }
    }

    @Test
    void anExposureWithoutPointingIsNotRegistered() throws Exception {
        try (var sattle = FakeSattle.allowing(Reply.of(404, ""))) {
            var lost = new Exposure(1, 61_364.25, 61_364.26, Double.NaN, 0);
            isSuppressed(client(sattle).register(lost, TIME), Cause.INVALID);
            assertThat(sattle.server().asked()).isEmpty();
        }
    }

    @Test
    void afterTheDeadlineSattleIsNotAsked() throws Exception {
        try (var sattle = FakeSattle.allowing(Reply.of(200, allowList("[1]")))) {
            var passed = new Deadline(System.currentTimeMillis() - 1);
            isSuppressed(client(sattle).allowed(EXPOSURE, 4, boxes(3), passed), Cause.TIMED_OUT);
            assertThat(sattle.server().asked()).isEmpty();
        }
    }

    @Test
    void aDeadSattleIsLeftAloneUntilItHasRested() throws Exception {
        var clock = new java.util.concurrent.atomic.AtomicLong();
        var breaker = new Breaker(2, Duration.ofSeconds(3), clock::get);
        try (var sattle =
                FakeSattle.allowing(
                        Reply.of(500, ""),
                        Reply.of(500, ""),
                        Reply.of(500, ""),
                        Reply.of(200, allowList("[1]")))) {
            var client = new SattleClient(new Http(), settings(sattle), breaker);
            for (int i = 0; i < 5; i++) {
                isSuppressed(client.allowed(EXPOSURE, 4, boxes(3), TIME), Cause.TRANSIENT);
            }
            assertThat(sattle.server().asked()).hasSize(2);
            clock.addAndGet(Duration.ofSeconds(3).toNanos());
            isSuppressed(client.allowed(EXPOSURE, 4, boxes(3), TIME), Cause.TRANSIENT);
            isSuppressed(client.allowed(EXPOSURE, 4, boxes(3), TIME), Cause.TRANSIENT);
            assertThat(sattle.server().asked()).as("one probe").hasSize(3);
            clock.addAndGet(Duration.ofSeconds(3).toNanos());
            assertThat(client.allowed(EXPOSURE, 4, boxes(3), TIME).asValue()).contains(Set.of(1L));
            assertThat(breaker.isOpen()).isFalse();
        }
    }

    @Test
    void ourOwnImpatienceDoesNotOpenTheBreaker() throws Exception {
        var slow = Reply.of(200, allowList("[1]")).with(Fault.STALLED);
        try (var sattle = FakeSattle.allowing(slow)) {
            var breaker = new Breaker(1, Duration.ofMinutes(1), System::nanoTime);
            var client = new SattleClient(new Http(), settings(sattle), breaker);
            var soon = Deadline.in(Duration.ofMillis(50));
            isSuppressed(client.allowed(EXPOSURE, 4, boxes(3), soon), Cause.TRANSIENT);
            assertThat(client.isLeftAlone()).isFalse();
        }
    }

    private static Loss isSuppressed(Outcome<?> outcome, Cause cause) {
        var loss = outcome.asLoss().orElseThrow();
        assertThat(loss.ending()).isEqualTo(Ending.SUPPRESSED);
        assertThat(loss.cause()).isEqualTo(cause);
        assertThat(loss.why())
                .as("never a position")
                .doesNotContain("10.1")
                .doesNotContain("225.5");
        return loss;
    }

    private static String allowList(String ids) {
        return "{\"visit_id\":2026112000012,\"detector_id\":4,\"allow_list\":" + ids + "}";
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    private static List<Box> boxes(int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(id -> new Box(id, new double[] {10, 1, 10.1, 1, 10.1, 1.1, 10, 1.1}))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static SattleSettings settings(FakeSattle sattle) {
        return SattleSettings.at(sattle.server().address() + "/")
                .withTimeout(Duration.ofSeconds(20));
    }

    private static SattleClient client(FakeSattle sattle) {
        return new SattleClient(new Http(), settings(sattle));
    }
}
