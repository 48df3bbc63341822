// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import nightjar.connectors.notifications.Notifications;
import nightjar.model.ObjectCreated;
import nightjar.model.Received;
import nightjar.model.port.Deadline;

/** Bucket notifications as Ceph sends them. */
final class NotificationCases {

    private NotificationCases() {}

    static Checker checker() {
        return new JsonChecker()
                .one("message", NotificationCases::read)
                .one("sample", NotificationCases::read);
    }

    /** Each ObjectCreated that is no sidecar comes out with what is known of its object. */
    private static Verdict read(JsonNode root, JsonNode message) {
        var expected = new ArrayList<ObjectCreated>();
        for (var record : message.path("Records")) {
            if (isCreated(record)) {
                expected.add(object(record));
            }
        }
        var bytes = message.toString().getBytes(UTF_8);
        var received = new Received("notifications", 0, 0, 0, bytes);
        var soon = Deadline.in(Duration.ofSeconds(5));
        var told = new Notifications(false, InstantSource.fixed(Instant.EPOCH)).ask(received, soon);
        return told.fold(
                it -> Verdict.same("objects", List.copyOf(expected), it.objects()),
                loss -> Verdict.failed(loss.why()));
    }

    private static boolean isCreated(JsonNode record) {
        return record.path("eventName").asText().startsWith("ObjectCreated")
                && !record.at("/s3/object/key").asText().endsWith(".json");
    }

    private static ObjectCreated object(JsonNode record) {
        return new ObjectCreated(
                record.at("/s3/bucket/name").asText(),
                record.at("/s3/object/key").asText(),
                record.at("/s3/object/size").asLong(),
                record.at("/s3/object/eTag").asText(),
                Instant.parse(record.path("eventTime").asText()).toEpochMilli(),
                0);
    }
}
