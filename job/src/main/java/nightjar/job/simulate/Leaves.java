// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
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
        var leaves = new TreeMap<String, String>();
        gather("", decoded(packed), leaves);
        return leaves;
    }

    private static GenericRecord decoded(byte[] packed) {
        int length = packed.length - WIRE_HEADER_BYTES;
        var decoder = DecoderFactory.get().binaryDecoder(packed, WIRE_HEADER_BYTES, length, null);
        try {
            return new GenericDatumReader<GenericRecord>(ALERT).read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException("an alert that cannot be decoded", e);
        }
    }

    /** Whether two alerts would have the same leaves, which is quicker to see than to tell. */
    public static boolean agree(byte[] packed, byte[] other) {
        return Arrays.equals(packed, other) || agree(decoded(packed), decoded(other));
    }

    private static boolean agree(@Nullable Object one, @Nullable Object other) {
        if (one instanceof GenericRecord a && other instanceof GenericRecord b) {
            return a.getSchema().getFields().stream()
                    .filter(field -> !VOLATILE.contains(field.name()))
                    .allMatch(field -> agree(a.get(field.pos()), b.get(field.pos())));
        }
        if (one instanceof List<?> a && other instanceof List<?> b) {
            return a.size() == b.size()
                    && IntStream.range(0, a.size()).allMatch(i -> agree(a.get(i), b.get(i)));
        }
        return Objects.equals(one, other);
    }

    /** The same of rows. */
    public static boolean agree(Columns row, Columns other) {
        boolean[] same = {true};
        row.forEach((name, value) -> same[0] &= agree(name, value, other));
        other.forEach((name, value) -> same[0] &= row.has(name));
        return same[0];
    }

    private static boolean agree(String name, Object value, Columns other) {
        return other.get(name).map(it -> VOLATILE.contains(name) || it.equals(value)).orElse(false);
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
