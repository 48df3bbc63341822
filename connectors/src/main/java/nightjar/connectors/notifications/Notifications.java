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
import java.util.regex.Pattern;
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

    /** As S3 limits keys, in bytes. */
    private static final int LONGEST_KEY = 1024;

    /** As Ceph allows buckets, with a tenant before it. */
    private static final Pattern BUCKET =
            Pattern.compile("(?:[\\w-]{1,255}[:/])?[A-Za-z0-9][A-Za-z0-9._-]{0,254}");

    private static final int LONGEST_ETAG = 200;

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
            if (event.isEmpty() || (isCreation(event) && !isPlace(record, key))) {
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
                            + " lack eventName, s3.bucket.name or s3.object.key, or have them too"
                            + " long");
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

    /** Whether an object can be there; what cannot be would be looked for in vain. */
    private static boolean isPlace(JsonNode record, String key) {
        var bucket = record.path("s3").path("bucket").path("name");
        return bucket.isTextual()
                && BUCKET.matcher(bucket.asText()).matches()
                && !key.isEmpty()
                && key.length() <= LONGEST_KEY;
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
                etag(object),
                millis(record.path("eventTime").asText("")),
                clock.millis());
    }

    private static String etag(JsonNode object) {
        var etag = object.path("eTag").asText("");
        return etag.length() <= LONGEST_ETAG ? etag : "";
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
