// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What a Ceph gateway says on Kafka after an object was put: the S3 event record as Ceph 16 writes
 * it, with its differences from AWS's (no {@code s3:} before the event's name, {@code eventId},
 * {@code opaqueData}).
 */
public final class CephNotification {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private CephNotification() {}

    /** The notification's JSON for an object put into a bucket at this instant. */
    public static byte[] created(String bucket, NamedBytes object, Instant putUtc) {
        String eTag = md5(object.bytes());
        ObjectNode root = JSON.createObjectNode();
        ObjectNode event = root.putArray("Records").addObject();
        event.put("eventVersion", "2.2");
        event.put("eventSource", "ceph:s3");
        event.put("awsRegion", "");
        event.put("eventTime", TIME.format(putUtc));
        event.put("eventName", "ObjectCreated:Put");
        event.putObject("userIdentity").put("principalId", "sandbox");
        event.putObject("requestParameters").put("sourceIPAddress", "");
        event.putObject("responseElements")
                .put("x-amz-request-id", "sandbox." + putUtc.toEpochMilli())
                .put("x-amz-id-2", "sandbox");
        ObjectNode s3 = event.putObject("s3");
        s3.put("s3SchemaVersion", "1.0").put("configurationId", "sandbox");
        ObjectNode where = s3.putObject("bucket").put("name", bucket);
        where.putObject("ownerIdentity").put("principalId", "sandbox");
        where.put("arn", "arn:aws:s3:::" + bucket).put("id", "sandbox.1");
        ObjectNode what = s3.putObject("object");
        what.put("key", object.key()).put("size", object.bytes().length).put("eTag", eTag);
        what.put("versionId", "").put("sequencer", sequencer(putUtc));
        what.putArray("metadata");
        what.putArray("tags");
        event.put("eventId", eventId(putUtc, eTag)).put("opaqueData", "");
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String eventId(Instant at, String eTag) {
        return String.format(
                Locale.ROOT, "%d.%06d.%s", at.getEpochSecond(), at.getNano() / 1000, eTag);
    }

    // Ceph: seconds and nanoseconds, each little-endian, in hexadecimal.
    private static String sequencer(Instant at) {
        int seconds = Integer.reverseBytes((int) at.getEpochSecond());
        return String.format(Locale.ROOT, "%08X%08X", seconds, Integer.reverseBytes(at.getNano()));
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
