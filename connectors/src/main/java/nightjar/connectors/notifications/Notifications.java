// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.notifications;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.ObjectCreated;
import nightjar.model.ObjectsCreated;
import nightjar.model.Outcome;
import nightjar.model.Received;
import nightjar.model.port.Deadline;
import nightjar.model.port.Door;
import nightjar.model.port.Port;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Understands bucket notifications as Ceph's object gateway sends them (Ceph documentation,
 * radosgw/notifications). Only events whose name begins with ObjectCreated count; keys that end
 * with .json are sidecars and are skipped. A broken record does not cost its neighbours; a message
 * of which nothing can be used because it is broken is POISON.
 */
public final class Notifications implements Port<Received, ObjectsCreated> {

    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);

    private final ObjectMapper json = new ObjectMapper();
    private final boolean decodeKeys;
    private final InstantSource clock;

    /**
     * @param decodeKeys whether keys come percent-encoded; Ceph's do not
     * @param clock tells when nightjar saw the word
     */
    public Notifications(boolean decodeKeys, InstantSource clock) {
        this.decodeKeys = decodeKeys;
        this.clock = clock;
    }

    public static Door<Received, ObjectsCreated> door(boolean decodeKeys) {
        return placement -> new Notifications(decodeKeys, InstantSource.system());
    }

    @Override
    public Outcome<ObjectsCreated> ask(Received received, Deadline deadline) {
        if (received.cutFromBytes() > 0) {
            return poison("a value of " + received.cutFromBytes() + " bytes is no notification");
        }
        try {
            var message = json.readTree(received.value());
            return message.path("Records").isArray()
                    ? records(message.path("Records"), received)
                    : poison("JSON without an array Records");
        } catch (IOException e) {
            return poison("no JSON: " + e.getClass().getSimpleName());
        }
    }

    private Outcome<ObjectsCreated> records(JsonNode records, Received received) {
        var objects = new ArrayList<ObjectCreated>();
        int broken = 0;
        for (var record : records) {
            var event = record.path("eventName").asText("");
            var key = record.path("s3").path("object").path("key").asText("");
            if (event.isEmpty() || (isCreation(event) && key.isEmpty())) {
                broken++;
            } else if (isCreation(event) && !key.endsWith(".json")) {
                objects.add(created(record, key));
            }
        }
        if (broken > 0 && objects.isEmpty()) {
            return poison(
                    "no record of "
                            + records.size()
                            + " can be used, "
                            + broken
                            + " lack eventName or s3.object.key");
        }
        if (broken > 0) {
            LOG.warn(
                    "{} of {} records are broken in {}/{} at {}",
                    broken,
                    records.size(),
                    received.topic(),
                    received.partition(),
                    received.offset());
        }
        return Outcome.done(new ObjectsCreated(objects, records.size() - objects.size()));
    }

    private static boolean isCreation(String event) {
        return event.startsWith("ObjectCreated");
    }

    private ObjectCreated created(JsonNode record, String key) {
        var object = record.path("s3").path("object");
        return new ObjectCreated(
                record.path("s3").path("bucket").path("name").asText(""),
                decoded(key),
                object.path("size").asLong(0),
                object.path("eTag").asText(""),
                millis(record.path("eventTime").asText("")),
                clock.millis());
    }

    private String decoded(String key) {
        if (!decodeKeys) {
            return key;
        }
        try {
            return URLDecoder.decode(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return key;
        }
    }

    private static long millis(String time) {
        try {
            return time.isEmpty() ? 0 : Instant.parse(time).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return 0;
        }
    }

    private static Outcome<ObjectsCreated> poison(String why) {
        return Outcome.lost(new Loss(Ending.REJECTED, Cause.POISON, why));
    }
}
