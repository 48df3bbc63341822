// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nightjar.connectors.alerts.AlertSchema;
import nightjar.model.catalog.Columns;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * A result as its single values, by path, without those that may differ from one run to another.
 * These are a closed list (design I2): the moment of storing, which is drawn anew with each plan.
 */
public final class Leaves {

    private static final Set<String> VOLATILE =
            Set.of("validityStartMjdTai", "timeProcessedMjdTai");

    private static final int WIRE_HEADER_BYTES = 5;
    private static final Schema ALERT = AlertSchema.avro();

    private Leaves() {}

    /** Of the Kafka value, wire header and all. */
    public static Map<String, String> ofAlert(byte[] packed) {
        int length = packed.length - WIRE_HEADER_BYTES;
        var decoder = DecoderFactory.get().binaryDecoder(packed, WIRE_HEADER_BYTES, length, null);
        try {
            var leaves = new TreeMap<String, String>();
            gather("", new GenericDatumReader<GenericRecord>(ALERT).read(null, decoder), leaves);
            return leaves;
        } catch (IOException e) {
            throw new UncheckedIOException("an alert that cannot be decoded", e);
        }
    }

    private static void gather(String path, @Nullable Object value, Map<String, String> into) {
        if (value instanceof GenericRecord record) {
            for (var field : record.getSchema().getFields()) {
                if (!VOLATILE.contains(field.name())) {
                    gather(path + "/" + field.name(), record.get(field.pos()), into);
                }
            }
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                gather(path + "/" + i, list.get(i), into);
            }
        } else if (value instanceof ByteBuffer bytes) {
            into.put(path, "bytes " + bytes.hashCode());
        } else {
            into.put(path, String.valueOf(value));
        }
    }

    /** Versions of an object are numbered in their order: their keys hold the moment of storing. */
    public static Map<String, String> ofTables(Map<String, Map<String, Columns>> tables) {
        var leaves = new TreeMap<String, String>();
        var versions = new TreeMap<String, Integer>();
        tables.forEach(
                (table, rows) ->
                        rows.forEach(
                                (key, row) -> {
                                    var id = table + "/" + key.replaceFirst(" \\d+\\.\\d+.*", "");
                                    int version = versions.merge(id, 1, Integer::sum);
                                    row.forEach(
                                            (column, value) -> {
                                                if (!VOLATILE.contains(column)) {
                                                    leaves.put(
                                                            id + " (" + version + ")/" + column,
                                                            String.valueOf(value));
                                                }
                                            });
                                }));
        return leaves;
    }
}
