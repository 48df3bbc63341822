// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import nightjar.model.Cause;
import nightjar.model.ObjectCreated;
import nightjar.model.ObjectsCreated;
import nightjar.model.Outcome;
import nightjar.model.Received;
import nightjar.model.port.Deadline;
import org.junit.jupiter.api.Test;

class NotificationsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T09:04:30Z");

    @Test
    void sidecarsAndOtherEventsAreSkipped() {
        var told =
                ask(records(created("a.fits"), created("a.json"), event("ObjectRemoved:Delete")))
                        .asValue()
                        .orElseThrow();
        assertThat(told.objects()).extracting(ObjectCreated::key).containsExactly("a.fits");
        assertThat(told.skipped()).isEqualTo(2);
    }

    @Test
    void brokenRecordDoesNotCostItsNeighbours() {
        var told =
                ask(records("{}", "7", event("ObjectCreated:Put"), created("a.fits")))
                        .asValue()
                        .orElseThrow();
        assertThat(told.objects()).extracting(ObjectCreated::key).containsExactly("a.fits");
        assertThat(told.skipped()).isEqualTo(3);
    }

    @Test
    void messageOfNothingButSidecarsIsUnderstood() {
        assertThat(ask(records(created("a.json"))).asValue().orElseThrow().objects()).isEmpty();
    }

    @Test
    void whatCannotBeUsedIsPoison() {
        assertPoison("", "Records");
        assertPoison("not JSON", "no JSON");
        assertPoison("{\"Records\":7}", "without an array Records");
        assertPoison("[]", "without an array Records");
        assertPoison(records("{}", event("ObjectCreated:Put")), "2 lack eventName");
        assertPoison("[".repeat(100_000), "no JSON");
    }

    @Test
    void oddValuesDoNotCostTheObject() {
        var odd =
                "{\"eventName\":\"ObjectCreated:Put\",\"eventTime\":\"yesterday\",\"s3\":{"
                        + "\"bucket\":{\"name\":\"raw\"},\"object\":{\"key\":\"a.fits\",\"size\":\"big\",\"eTag\":null}}}";
        assertThat(ask(records(odd)).asValue().orElseThrow().objects())
                .singleElement()
                .satisfies(object -> assertThat(object.createdMillis()).isZero());
    }

    @Test
    void whereNoObjectCanBeNobodyLooks() {
        for (var bucket : List.of("null", "{}", "7", "\"\"", "\"..\"", "\"a/b/c\"", "\"x y\"")) {
            assertPoison(records(in(bucket, "a.fits")), "lack eventName, s3.bucket.name");
        }
        assertPoison(records(created("a".repeat(1025))), "have them too long");
        assertThat(key(ask(records(in("\"tenant:rubin-summit\"", "a.fits"))))).isEqualTo("a.fits");
    }

    @Test
    void keysAreDecodedOnlyWhenAsked() {
        var message = records(created("a%20b+c%2Fd.fits"));
        assertThat(key(ask(message))).isEqualTo("a%20b+c%2Fd.fits");
        var decoding = new Notifications(true, InstantSource.fixed(NOW));
        assertThat(key(decoding.ask(received(message.getBytes(UTF_8)), soon())))
                .isEqualTo("a b c/d.fits");
        assertThat(key(decoding.ask(received(records(created("50%")).getBytes(UTF_8)), soon())))
                .isEqualTo("50%");
    }

    @Test
    void valueThatWasCutOffIsPoison() {
        var outcome =
                new Notifications(false, InstantSource.fixed(NOW))
                        .ask(received(Received.cutOff(new byte[3_000_000])), soon());
        assertThat(outcome.asLoss().orElseThrow().why()).contains("3000000 bytes");
    }

    private static String key(Outcome<ObjectsCreated> outcome) {
        return outcome.asValue().orElseThrow().objects().get(0).key();
    }

    private static void assertPoison(String message, String why) {
        var loss = ask(message).asLoss().orElseThrow();
        assertThat(loss.cause()).isEqualTo(Cause.POISON);
        assertThat(loss.why()).contains(why);
    }

    private static Outcome<ObjectsCreated> ask(String message) {
        return new Notifications(false, InstantSource.fixed(NOW))
                .ask(received(message.getBytes(UTF_8)), soon());
    }

    private static String records(String... records) {
        return "{\"Records\":[" + String.join(",", records) + "]}";
    }

    private static String created(String key) {
        return in("\"raw\"", key);
    }

    private static String in(String bucket, String key) {
        return "{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":"
                + bucket
                + "},\"object\":{\"key\":\""
                + key
                + "\",\"size\":1}}}";
    }

    private static String event(String name) {
        return "{\"eventName\":\"" + name + "\"}";
    }

    private static Received received(byte[] value) {
        return new Received("notifications", 3, 17, 0, value);
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(5));
    }
}
