// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** The messages that the camera's site causes. */
class MessagesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant SENT = Instant.parse("2026-11-20T05:18:32.763Z");
    private static final PlannedVisit VISIT = Nights.NIGHT.visits().get(0);

    private static Path data(String name) {
        Path path = Path.of(System.getProperty("nightjar.data", "absent")).resolve(name);
        assumeTrue(Files.exists(path), "no " + path + ": set nightjar.data to the shared data");
        return path;
    }

    private static Map<String, Object> announced() {
        return Announcement.nextVisit(VISIT, SENT, SENT.plusSeconds(5), Duration.ofSeconds(17));
    }

    @Test
    void theAnnouncementFillsTheSalSchema() throws Exception {
        Path file = data("rubin/nextvisit/ScriptQueue_logevent_nextVisit.avsc");
        Schema schema = new Schema.Parser().parse(Files.readString(file));
        Map<String, Object> fields = announced();
        assertThat(fields.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        schema.getFields().stream().map(Schema.Field::name).toList());
        GenericData.Record message = new GenericData.Record(schema);
        fields.forEach(message::put);
        var encoder = EncoderFactory.get().directBinaryEncoder(new ByteArrayOutputStream(), null);
        new GenericDatumWriter<>(schema).write(message, encoder);
    }

    private static double number(Map<String, Object> fields, String name) {
        return (Double) requireNonNull(fields.get(name), name);
    }

    @Test
    void stampsAreTaiExceptTheOneThatIsNot() {
        Map<String, Object> fields = announced();
        double utc = SENT.toEpochMilli() / 1e3;
        assertThat(number(fields, "private_efdStamp")).isCloseTo(utc, within(1e-6));
        assertThat(number(fields, "private_sndStamp")).isCloseTo(utc + 37, within(1e-6));
        assertThat(number(fields, "startTime")).isCloseTo(utc + 42, within(1e-6));
    }

    @Test
    void theAnnouncementPointsWhereTheImagesAreTaken() {
        Map<String, Object> fields = announced();
        ReadBack raw = ReadBack.of(Nights.taken(VISIT).frames().get(0).fits().bytes());
        assertThat(fields.get("position")).isEqualTo(List.of(raw.number("RA"), raw.number("DEC")));
        assertThat(number(fields, "cameraAngle")).isEqualTo(raw.number("ROTPA"));
        assertThat(fields.get("groupId")).isEqualTo(raw.text("GROUPID"));
        assertThat(fields.get("filters")).isEqualTo(raw.text("FILTER"));
        assertThat(fields.get("instrument")).isEqualTo(raw.text("INSTRUME"));
    }

    @Test
    void aCancellationNamesTheGroup() {
        Map<String, Object> fields = Announcement.nextVisitCanceled(VISIT, SENT);
        assertThat(fields).containsEntry("groupId", VISIT.group());
        assertThat(fields.get("scriptSalIndex")).isEqualTo(announced().get("scriptSalIndex"));
    }

    @Test
    void aNotificationHasTheShapeOfARealOne() throws Exception {
        JsonNode real =
                JSON.readTree(data("cases/ceph_notification_real.json").toFile()).get("message");
        JsonNode ours =
                JSON.readTree(
                        CephNotification.created(
                                "raw", new NamedBytes("a/b.fits", new byte[5]), SENT));
        assertSameShape(real, ours, "");
    }

    private static void assertSameShape(JsonNode real, JsonNode ours, String at) {
        assertThat(ours.getNodeType()).as(at).isEqualTo(real.getNodeType());
        if (real.isArray() && !real.isEmpty()) {
            assertSameShape(real.get(0), ours.get(0), at + "[0]");
        }
        if (real.isObject()) {
            assertThat(ours.fieldNames())
                    .as(at)
                    .toIterable()
                    .containsExactlyElementsOf(() -> real.fieldNames());
            real.fieldNames()
                    .forEachRemaining(f -> assertSameShape(real.get(f), ours.get(f), at + '.' + f));
        }
    }

    @Test
    void aNotificationSaysKeySizeAndDigest() throws Exception {
        NamedBytes object = new NamedBytes("a/b.fits", "hello".getBytes(UTF_8));
        JsonNode event =
                JSON.readTree(CephNotification.created("raw", object, SENT)).get("Records").get(0);
        assertThat(event.get("eventName").asText()).isEqualTo("ObjectCreated:Put");
        assertThat(event.get("eventTime").asText()).isEqualTo("2026-11-20T05:18:32.763000Z");
        JsonNode what = event.get("s3").get("object");
        assertThat(what.get("key").asText()).isEqualTo("a/b.fits");
        assertThat(what.get("size").asInt()).isEqualTo(5);
        assertThat(what.get("eTag").asText()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
    }

    @Test
    void oneFileOfTheNightIsNotifiedTwice() {
        int repeated = 0;
        for (PlannedVisit visit : Nights.NIGHT.visits()) {
            for (Frame frame : Nights.taken(visit).frames()) {
                int sent = frame.notifications("raw", SENT).size();
                assertThat(sent).isEqualTo(frame.notifiedTwice() ? 3 : 2);
                repeated += frame.notifiedTwice() ? 1 : 0;
            }
        }
        assertThat(repeated).isEqualTo(1);
    }

    @Test
    void satellitesAreWrittenUnderTheAgreedNames() throws Exception {
        JsonNode all = JSON.readTree(Json.satellites(Nights.first("B").satellites()));
        assertThat(all).hasSize(1);
        assertThat(all.get(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id", "epochMjdTai", "raDeg", "decDeg", "raRateDegPerS", "decRateDegPerS");
    }
}
