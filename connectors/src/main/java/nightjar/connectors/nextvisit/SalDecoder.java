// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.nextvisit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nightjar.connectors.avro.BoundedDecoder;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Received;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/**
 * Reads SAL events: Confluent's wire format (0x00, the writer's schema id as big-endian int32, Avro
 * binary), fields by name, so that a newer or older interface is read as far as it goes.
 */
final class SalDecoder {

    private static final int FRAME_BYTES = 5;

    private final WriterSchemas schemas;
    private final Map<Schema, GenericDatumReader<Object>> readers = new ConcurrentHashMap<>();

    SalDecoder(WriterSchemas schemas) {
        this.schemas = schemas;
    }

    Outcome<SalEvent> decode(Received received) {
        if (received.cutFromBytes() > 0) {
            return poison("a value of " + received.cutFromBytes() + " bytes is no announcement");
        }
        var value = received.value();
        if (value.length < FRAME_BYTES || value[0] != 0) {
            return poison(
                    "no Confluent frame: "
                            + value.length
                            + " bytes"
                            + (value.length == 0 ? "" : ", the first is " + value[0]));
        }
        int id = ByteBuffer.wrap(value).getInt(1);
        return schemas.byId(id).then(schema -> body(value, id, schema));
    }

    private Outcome<SalEvent> body(byte[] value, int id, Schema schema) {
        if (schema.getType() != Schema.Type.RECORD) {
            return poison("schema " + id + " describes no record but " + schema.getType());
        }
        var decoder =
                DecoderFactory.get()
                        .binaryDecoder(value, FRAME_BYTES, value.length - FRAME_BYTES, null);
        try {
            var reader = readers.computeIfAbsent(schema, GenericDatumReader::new);
            var record =
                    (GenericRecord) reader.read(null, new BoundedDecoder(decoder, value.length));
            return decoder.isEnd()
                    ? Outcome.done(new SalEvent(record))
                    : poison("bytes are left over after reading with schema " + id);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Avro throws whatever the wrong bytes lead it to: there is no narrower common type.
            return poison("not what schema " + id + " (" + schema.getFullName() + ") says: " + e);
        }
    }

    static <T> Outcome<T> poison(String why) {
        return Outcome.lost(new Loss(Ending.REJECTED, Cause.POISON, why));
    }

    static <T> Outcome<T> invalid(String why) {
        return Outcome.lost(new Loss(Ending.REJECTED, Cause.INVALID, why));
    }
}
