// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.alerts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/** A packet of schema 9.0: that of 11.0, but that counts may be null. */
final class TheirPacket {

    static final int SCHEMA_ID = 900;

    /** What could be null in 9.0 and no longer can (lsst/alert_packet b1ecb9c against 0e68e3e). */
    private static final Map<String, Set<String>> ONCE_NULLABLE =
            Map.of(
                    "diaSource",
                    Set.of("psfNdata", "trailNdata", "dipoleNdata", "bboxSize"),
                    "diaObject",
                    Stream.of("u", "g", "r", "i", "z", "y")
                            .map(band -> band + "_psfFluxNdata")
                            .collect(Collectors.toSet()));

    private TheirPacket() {}

    static GenericRecord read(byte[] kafkaValue) throws IOException {
        var value = ByteBuffer.wrap(kafkaValue);
        if (value.get() != 0 || value.getInt() != SCHEMA_ID) {
            throw new IOException("no packet of schema " + SCHEMA_ID);
        }
        var decoder =
                DecoderFactory.get()
                        .binaryDecoder(kafkaValue, value.position(), value.remaining(), null);
        var reader = new GenericDatumReader<GenericRecord>(written());
        var alert = reader.read(null, decoder);
        if (!decoder.isEnd()) {
            throw new IOException("the packet has more than its schema tells of");
        }
        return alert;
    }

    /** The schema that it was written by; records that it does not hold are as in 11.0. */
    private static Schema written() {
        return narrowed(AlertSchema.avro(), new java.util.HashMap<>());
    }

    private static Schema narrowed(Schema schema, Map<String, Schema> made) {
        return switch (schema.getType()) {
            case RECORD -> {
                var known = made.get(schema.getName());
                yield known == null ? record(schema, made) : known;
            }
            case ARRAY -> Schema.createArray(narrowed(schema.getElementType(), made));
            case UNION ->
                    Schema.createUnion(
                            schema.getTypes().stream().map(it -> narrowed(it, made)).toList());
            default -> schema;
        };
    }

    private static Schema record(Schema schema, Map<String, Schema> made) {
        var nullable = ONCE_NULLABLE.getOrDefault(schema.getName(), Set.of());
        List<Schema.Field> fields =
                schema.getFields().stream()
                        .map(it -> field(it, nullable.contains(it.name()), made))
                        .toList();
        var record =
                Schema.createRecord(schema.getName(), null, AlertSchema.NAMESPACE, false, fields);
        made.put(schema.getName(), record);
        return record;
    }

    private static Schema.Field field(
            Schema.Field field, boolean nullable, Map<String, Schema> made) {
        var type = narrowed(field.schema(), made);
        if (nullable) {
            type = Schema.createUnion(Schema.create(Schema.Type.NULL), type);
        }
        return type.isUnion()
                ? new Schema.Field(field.name(), type, null, JsonProperties.NULL_VALUE)
                : new Schema.Field(field.name(), type, null);
    }
}
