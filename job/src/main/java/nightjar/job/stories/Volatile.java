// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import nightjar.connectors.alerts.AlertSchema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** The closed list of fields that two runs of one night may hold differently. */
final class Volatile {

    /** Of alerts, and of rows of the APDB. */
    static final Set<String> FIELDS = Set.of("validityStartMjdTai", "timeProcessedMjdTai");

    /** Of the APDB alone: to whom a row is handed on, and when. */
    static final Set<String> CHUNKS =
            Set.of("apdb_replica_chunk", "apdb_replica_subchunk", "last_update_time", "unique_id");

    /** Wire header: a zero and the schema's id. */
    static final int HEADER_BYTES = 5;

    private Volatile() {}

    /** An alert with its volatile fields blanked, wire header included. */
    static byte[] blanked(byte[] alert) throws IOException {
        var record = decode(alert);
        blank(record);
        var bytes = new ByteArrayOutputStream();
        bytes.write(alert, 0, HEADER_BYTES);
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(AlertSchema.avro()).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    static GenericRecord decode(byte[] alert) throws IOException {
        if (alert.length <= HEADER_BYTES || alert[0] != 0) {
            throw new IOException("no alert: it has no wire header");
        }
        var decoder =
                DecoderFactory.get()
                        .binaryDecoder(alert, HEADER_BYTES, alert.length - HEADER_BYTES, null);
        return new GenericDatumReader<GenericRecord>(AlertSchema.avro()).read(null, decoder);
    }

    private static void blank(GenericRecord record) {
        for (var field : record.getSchema().getFields()) {
            var value = record.get(field.pos());
            if (value instanceof Double && FIELDS.contains(field.name())) {
                record.put(field.pos(), 0.0);
            } else if (value instanceof GenericRecord inner) {
                blank(inner);
            } else if (value instanceof List<?> list) {
                list.forEach(
                        each -> {
                            if (each instanceof GenericRecord inner) {
                                blank(inner);
                            }
                        });
            }
        }
    }

    /** The first field in which two blanked alerts differ, for a person. */
    static String firstDifference(byte[] one, byte[] other) {
        try {
            return firstDifference("", decode(one), decode(other));
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String firstDifference(String path, GenericRecord one, GenericRecord other) {
        for (var field : one.getSchema().getFields()) {
            var a = one.get(field.pos());
            var b = other.get(field.pos());
            if (!java.util.Objects.equals(a, b)) {
                var name = path + field.name();
                return a instanceof GenericRecord inner && b instanceof GenericRecord second
                        ? firstDifference(name + ".", inner, second)
                        : name + " is " + brief(b) + " instead of " + brief(a);
            }
        }
        return "the wire header";
    }

    private static String brief(Object value) {
        var text = String.valueOf(value);
        return text.length() > 120 ? text.substring(0, 120) + "…" : text;
    }
}
