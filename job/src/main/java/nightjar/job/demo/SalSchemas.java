// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;

/**
 * The ScriptQueue's events as they stand on the summit's Kafka: names, order and types of the SAL
 * interface (ts_xml ScriptQueue_Events.xml; its int and short become Avro long).
 */
public final class SalSchemas {

    private static final String NAMESPACE = "lsst.sal.ScriptQueue";

    public static final Schema NEXT_VISIT =
            position(
                            head("logevent_nextVisit")
                                    .name("groupId")
                                    .type()
                                    .stringType()
                                    .stringDefault("")
                                    .name("coordinateSystem")
                                    .type()
                                    .longType()
                                    .longDefault(0))
                    .name("startTime")
                    .type()
                    .doubleType()
                    .doubleDefault(0)
                    .name("rotationSystem")
                    .type()
                    .longType()
                    .longDefault(0)
                    .name("cameraAngle")
                    .type()
                    .doubleType()
                    .doubleDefault(0)
                    .name("filters")
                    .type()
                    .stringType()
                    .stringDefault("")
                    .name("dome")
                    .type()
                    .longType()
                    .longDefault(0)
                    .name("duration")
                    .type()
                    .doubleType()
                    .doubleDefault(0)
                    .name("nimages")
                    .type()
                    .longType()
                    .longDefault(0)
                    .name("instrument")
                    .type()
                    .stringType()
                    .stringDefault("")
                    .name("survey")
                    .type()
                    .stringType()
                    .stringDefault("")
                    .name("totalCheckpoints")
                    .type()
                    .longType()
                    .longDefault(0)
                    .endRecord();

    public static final Schema NEXT_VISIT_CANCELED =
            head("logevent_nextVisitCanceled")
                    .name("groupId")
                    .type()
                    .stringType()
                    .stringDefault("")
                    .endRecord();

    private SalSchemas() {}

    private static SchemaBuilder.FieldAssembler<Schema> head(String name) {
        var fields = SchemaBuilder.record(name).namespace(NAMESPACE).fields();
        for (var stamp : new String[] {"private_efdStamp", "private_kafkaStamp"}) {
            fields = fields.name(stamp).type().doubleType().doubleDefault(0);
        }
        fields = fields.name("salIndex").type().longType().longDefault(0);
        fields = fields.name("private_revCode").type().stringType().stringDefault("");
        for (var stamp : new String[] {"private_sndStamp", "private_rcvStamp"}) {
            fields = fields.name(stamp).type().doubleType().doubleDefault(0);
        }
        fields = fields.name("private_seqNum").type().longType().longDefault(0);
        fields = fields.name("private_identity").type().stringType().stringDefault("");
        fields = fields.name("private_origin").type().longType().longDefault(0);
        return fields.name("scriptSalIndex").type().longType().longDefault(0);
    }

    private static SchemaBuilder.FieldAssembler<Schema> position(
            SchemaBuilder.FieldAssembler<Schema> fields) {
        return fields.name("position")
                .type()
                .array()
                .items()
                .doubleType()
                .arrayDefault(java.util.List.of(0.0, 0.0));
    }

    /**
     * An event as it stands on Kafka: Confluent's frame, then Avro; fields not given are SAL's own.
     */
    public static byte[] message(int id, Schema schema, Map<String, Object> fields) {
        var record = new GenericData.Record(schema);
        for (var field : schema.getFields()) {
            var value = fields.get(field.name());
            record.put(
                    field.name(), value == null ? GenericData.get().getDefaultValue(field) : value);
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        try {
            var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
