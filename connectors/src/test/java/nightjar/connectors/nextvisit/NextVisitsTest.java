// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.nextvisit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import nightjar.connectors.RubinData;
import nightjar.model.Cause;
import nightjar.model.CoordinateSystem;
import nightjar.model.Loss;
import nightjar.model.NextVisit;
import nightjar.model.Outcome;
import nightjar.model.Received;
import nightjar.model.RotationSystem;
import nightjar.model.VisitCanceled;
import nightjar.model.port.Deadline;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class NextVisitsTest {

    private static final int ID = 42;

    /** Fields in another order than SAL's, and only some of them. */
    private static final Schema SOME =
            SchemaBuilder.record("logevent_nextVisit")
                    .namespace("lsst.sal.ScriptQueue")
                    .fields()
                    .requiredString("groupId")
                    .requiredString("instrument")
                    .requiredLong("coordinateSystem")
                    .name("position")
                    .type()
                    .array()
                    .items()
                    .doubleType()
                    .noDefault()
                    .optionalLong("nimages")
                    .optionalLong("salIndex")
                    .optionalDouble("private_sndStamp")
                    .requiredLong("aFieldOfTheFuture")
                    .endRecord();

    @Test
    void readsTheObservatorysOwnTestMessage() throws Exception {
        var schema =
                new Schema.Parser()
                        .parse(
                                RubinData.text(
                                        "rubin/nextvisit/ScriptQueue_logevent_nextVisit.avsc"));
        var json = RubinData.text("rubin/nextvisit/nextVisit_test_record.json");
        var record =
                new GenericDatumReader<GenericRecord>(schema)
                        .read(null, DecoderFactory.get().jsonDecoder(schema, json));
        var visit = ask(schema, framed(schema, record)).asValue().orElseThrow();
        assertThat(visit.instrument()).isEqualTo("test");
        assertThat(visit.group()).isEqualTo("2023-01-23T23:33:14.762");
        assertThat(visit.salIndex()).isEqualTo(999);
        assertThat(visit.scriptSalIndex()).isEqualTo(200023);
        assertThat(visit.coordinateSystem()).isEqualTo(CoordinateSystem.NONE);
        assertThat(visit.rotationSystem()).isEqualTo(RotationSystem.NONE);
        assertThat(visit.sentTaiS()).isEqualTo(1674516794.7661333);
        assertThat(visit.efdUtcS()).isEqualTo(1674516757.7661333);
        assertThat(visit.durationS()).isEqualTo(2);
        assertThat(visit.startTaiS()).isEqualTo(1674516800.0);
    }

    @Test
    void missingAndNullFieldsHaveSalsDefaults() throws Exception {
        var visit = ask(SOME, framed(SOME, some(2, -10.5, 20))).asValue().orElseThrow();
        assertThat(visit.nimages()).isZero();
        assertThat(visit.survey()).isEmpty();
        assertThat(visit.filters()).isEmpty();
        assertThat(visit.sentTaiS()).isZero();
        assertThat(visit.raDeg()).isEqualTo(349.5);
        assertThat(visit.rotationSystem()).isEqualTo(RotationSystem.UNKNOWN);
    }

    @Test
    void aTestersSalIndexMayBeAVisitsId() throws Exception {
        var record = some(2, 1, 2);
        record.put("salIndex", 2_026_010_100_039L);
        var visit = ask(SOME, framed(SOME, record)).asValue().orElseThrow();
        assertThat(visit.salIndex()).isEqualTo(2_026_010_100_039L);
    }

    @Test
    void visitWithoutInstrumentIsPassedOnToBeIgnored() throws Exception {
        var record = some(1, 0, 0);
        record.put("instrument", "");
        record.put("groupId", "");
        assertThat(ask(SOME, framed(SOME, record)).asValue())
                .hasValueSatisfying(visit -> assertThat(visit.instrument()).isEmpty());
    }

    @Test
    void visitWithoutGroupIsInvalid() throws Exception {
        var record = some(2, 0, 0);
        record.put("groupId", "");
        assertLost(ask(SOME, framed(SOME, record)), Cause.INVALID, "without groupId");
    }

    @Test
    void nameTooLongForAKeyIsInvalid() throws Exception {
        var record = some(2, 0, 0);
        record.put("groupId", "g".repeat(201));
        assertLost(ask(SOME, framed(SOME, record)), Cause.INVALID, "more than 200 characters");
    }

    @Test
    void positionOffTheSkyIsInvalid() throws Exception {
        assertLost(ask(SOME, framed(SOME, some(2, 10, 91))), Cause.INVALID, "no position");
        assertLost(ask(SOME, framed(SOME, some(2, Double.NaN, 1))), Cause.INVALID, "no position");
        var record = some(2, 1, 2);
        record.put("position", List.of(1.0));
        assertLost(ask(SOME, framed(SOME, record)), Cause.INVALID, "no position");
    }

    @Test
    void negativeNumberOfImagesIsInvalid() throws Exception {
        var record = some(2, 1, 2);
        record.put("nimages", -1L);
        assertLost(ask(SOME, framed(SOME, record)), Cause.INVALID, "-1 images");
    }

    @Test
    void whatIsNoConfluentValueIsPoison() {
        assertLost(ask(SOME, new byte[0]), Cause.POISON, "no Confluent frame: 0 bytes");
        assertLost(ask(SOME, new byte[] {1, 0, 0, 0, 42, 0}), Cause.POISON, "the first is 1");
        assertLost(ask(SOME, new byte[] {0, 0, 0}), Cause.POISON, "no Confluent frame");
    }

    @Test
    void truncatedAndOverlongBodiesArePoison() throws Exception {
        var value = framed(SOME, some(2, 1, 2));
        var cut = Arrays.copyOf(value, value.length - 3);
        assertLost(ask(SOME, cut), Cause.POISON, "not what schema 42");
        var longer = Arrays.copyOf(value, value.length + 1);
        assertLost(ask(SOME, longer), Cause.POISON, "left over");
    }

    @Test
    void valueThatWasCutOffIsPoison() {
        var received = new Received("t", 0, 1, 2, Received.cutOff(new byte[2_000_000]));
        assertLost(
                new NextVisits(id -> Outcome.done(SOME)).ask(received, soon()),
                Cause.POISON,
                "2000000 bytes");
    }

    @Test
    void schemaThatIsNoRecordIsPoison() throws Exception {
        assertLost(
                ask(Schema.create(Schema.Type.STRING), framed(SOME, some(2, 1, 2))),
                Cause.POISON,
                "describes no record");
    }

    @Test
    void troubleWithTheRegistryStaysTransient() throws Exception {
        var port = new NextVisits(id -> Outcome.lost(Loss.transientTrouble("registry away " + id)));
        assertLost(
                port.ask(received(framed(SOME, some(2, 1, 2))), soon()),
                Cause.TRANSIENT,
                "registry away 42");
    }

    @Test
    void noBytesMakeItThrow() throws Exception {
        var seed = 20_261_120L;
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var good = framed(SOME, some(2, 1, 2));
        for (int i = 0; i < 5_000; i++) {
            var bad = Arrays.copyOf(good, 6 + random.nextInt(good.length));
            for (int j = random.nextInt(6); j >= 0; j--) {
                bad[5 + random.nextInt(bad.length - 5)] = (byte) random.nextInt();
            }
            ask(SOME, bad)
                    .match(
                            visit -> assertThat(visit.nimages()).isNotNegative(),
                            loss -> assertThat(loss.cause()).isIn(Cause.POISON, Cause.INVALID));
        }
    }

    /** Each would have Avro ask for two gigabytes before it looks what is there. */
    @Test
    void lengthsThatNoMessageCanHaveAreNotBelieved() throws Exception {
        long two31 = Integer.MAX_VALUE - 8L;
        for (var type : List.of(Schema.Type.STRING, Schema.Type.BYTES)) {
            assertNotBelieved(Schema.create(type), two31);
            assertNotBelieved(Schema.createArray(Schema.create(type)), two31);
            assertNotBelieved(Schema.createMap(Schema.create(type)), two31);
        }
        assertNotBelieved(Schema.createArray(Schema.create(Schema.Type.DOUBLE)), two31);
        assertNotBelieved(Schema.createArray(Schema.create(Schema.Type.NULL)), two31);
        assertNotBelieved(Schema.create(Schema.Type.STRING), -5);
    }

    private static void assertNotBelieved(Schema field, long length) throws IOException {
        var schema =
                SchemaBuilder.record("any").fields().name("it").type(field).noDefault().endRecord();
        var out = new ByteArrayOutputStream();
        out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(ID).array());
        var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        encoder.writeLong(length);
        out.write(new byte[38]);
        assertLost(ask(schema, out.toByteArray()), Cause.POISON, "not what schema 42");
    }

    @Test
    void cancellationNamesItsGroup() throws Exception {
        var schema =
                SchemaBuilder.record("logevent_nextVisitCanceled")
                        .fields()
                        .requiredLong("scriptSalIndex")
                        .requiredString("groupId")
                        .endRecord();
        var record = new GenericData.Record(schema);
        record.put("scriptSalIndex", 200023L);
        record.put("groupId", "2026-01-02T03:04:05.678");
        var port = new VisitsCanceled(id -> Outcome.done(schema));
        assertThat(port.ask(received(framed(schema, record)), soon()).asValue())
                .hasValue(new VisitCanceled("2026-01-02T03:04:05.678", 200023));
        record.put("groupId", "");
        assertLost(
                port.ask(received(framed(schema, record)), soon()), Cause.INVALID, "without group");
        record.put("groupId", "g\n20:00 ERROR all is lost");
        assertLost(
                port.ask(received(framed(schema, record)), soon()),
                Cause.INVALID,
                "nobody can read");
        record.put("groupId", "g".repeat(201));
        assertLost(
                port.ask(received(framed(schema, record)), soon()),
                Cause.INVALID,
                "of 201 characters");
    }

    private static GenericData.Record some(long system, double ra, double dec) {
        var record = new GenericData.Record(SOME);
        record.put("groupId", "2026-01-02T03:04:05.678");
        record.put("instrument", "LSSTCam");
        record.put("coordinateSystem", system);
        record.put("position", List.of(ra, dec));
        record.put("aFieldOfTheFuture", 7L);
        return record;
    }

    private static byte[] framed(Schema schema, GenericRecord record) throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(ID).array());
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static Outcome<NextVisit> ask(Schema schema, byte[] value) {
        return new NextVisits(id -> Outcome.done(schema)).ask(received(value), soon());
    }

    private static Received received(byte[] value) {
        return new Received("nextVisit", 0, 17, 0, value);
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(5));
    }

    private static void assertLost(Outcome<?> outcome, Cause cause, String why) {
        var loss = outcome.asLoss().orElseThrow();
        assertThat(loss.cause()).isEqualTo(cause);
        assertThat(loss.why()).contains(why);
    }
}
