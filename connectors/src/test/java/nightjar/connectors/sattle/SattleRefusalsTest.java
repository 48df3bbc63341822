// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sattle;

import static nightjar.connectors.sattle.SattleQuestions.EXPOSURE;
import static nightjar.connectors.sattle.SattleQuestions.TIME;
import static nightjar.connectors.sattle.SattleQuestions.allowList;
import static nightjar.connectors.sattle.SattleQuestions.boxes;
import static nightjar.connectors.sattle.SattleQuestions.client;
import static nightjar.connectors.sattle.SattleQuestions.settings;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import nightjar.connectors.http.Breaker;
import nightjar.connectors.http.Http;
import nightjar.connectors.testing.FakeServer.Fault;
import nightjar.connectors.testing.FakeServer.Reply;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.Sattle.Exposure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever Sattle does but answer in full allows nothing, and says why without a position. */
@Timeout(120)
class SattleRefusalsTest {

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
        "401,TRANSIENT",
        "403,TRANSIENT",
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

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aSattleThatDoesNotKnowUsIsLeftAloneAndSaysWhy(int status) throws Exception {
        var clock = new java.util.concurrent.atomic.AtomicLong();
        var breaker = new Breaker(2, Duration.ofSeconds(3), clock::get);
        try (var sattle = FakeSattle.allowing(Reply.of(status, ""))) {
            var client = new SattleClient(new Http(), settings(sattle), breaker);
            for (int i = 0; i < 20; i++) {
                var loss =
                        isSuppressed(client.allowed(EXPOSURE, 4, boxes(3), TIME), Cause.TRANSIENT);
                assertThat(loss.why())
                        .contains("Sattle answered " + status)
                        .contains("look at its authorization file");
            }
            assertThat(sattle.server().asked()).hasSize(2);
            assertThat(client.isLeftAlone()).isTrue();
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
}
