// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.catalogues;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import nightjar.model.catalog.Columns;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/**
 * One column of a flat table. A floating-point value that a row lacks is NaN and an id that it
 * lacks is 0, as in upstream's tables: pandas would turn a column of ids with a null into one of
 * doubles, in which no id of 63 bits survives. Anything else that a row lacks is null.
 *
 * @param name its name
 * @param type its physical type
 * @param meaning what is meant by it, where the physical type does not tell
 */
record ParquetColumn(String name, Type type, Optional<ConvertedType> meaning) {

    /** Of an APDB column's name and Cassandra type. */
    static ParquetColumn of(String name, String cqlType) {
        return switch (cqlType) {
            case "double" -> plain(name, Type.DOUBLE);
            case "float" -> plain(name, Type.FLOAT);
            case "boolean" -> plain(name, Type.BOOLEAN);
            case "bigint" -> plain(name, Type.INT64);
            case "int" -> plain(name, Type.INT32);
            case "smallint" ->
                    new ParquetColumn(name, Type.INT32, Optional.of(ConvertedType.INT_16));
            case "text" ->
                    new ParquetColumn(name, Type.BYTE_ARRAY, Optional.of(ConvertedType.UTF8));
            default -> throw new IllegalArgumentException(name + " is a " + cqlType);
        };
    }

    private static ParquetColumn plain(String name, Type type) {
        return new ParquetColumn(name, type, Optional.empty());
    }

    private boolean isInEveryRow() {
        return type == Type.DOUBLE || type == Type.FLOAT || type == Type.INT64;
    }

    SchemaElement schema() {
        var element = new SchemaElement(name);
        element.setType(type);
        element.setRepetition_type(
                isInEveryRow() ? FieldRepetitionType.REQUIRED : FieldRepetitionType.OPTIONAL);
        meaning.ifPresent(element::setConverted_type);
        return element;
    }

    /** The body of a data page, version 1: which rows have a value, then the values, PLAIN. */
    byte[] page(List<Columns> rows) {
        var page = ByteBuffer.allocate(bound(rows)).order(ByteOrder.LITTLE_ENDIAN);
        if (!isInEveryRow()) {
            levels(rows, page);
        }
        if (type == Type.BOOLEAN) {
            bits(rows, page);
        } else {
            rows.forEach(row -> value(row, page));
        }
        var bytes = new byte[page.flip().remaining()];
        page.get(bytes);
        return bytes;
    }

    private int bound(List<Columns> rows) {
        int texts =
                type == Type.BYTE_ARRAY
                        ? rows.stream().mapToInt(row -> row.text(name).length() * 3).sum()
                        : 0;
        return Integer.BYTES + rows.size() * (Double.BYTES + 6) + texts;
    }

    /** Runs of the RLE/bit-packing hybrid, bit width 1, after their length. */
    private void levels(List<Columns> rows, ByteBuffer page) {
        int at = page.position();
        page.putInt(0);
        for (int row = 0; row < rows.size(); ) {
            boolean present = rows.get(row).has(name);
            int end = row + 1;
            while (end < rows.size() && rows.get(end).has(name) == present) {
                end++;
            }
            varint((end - row) << 1, page);
            page.put((byte) (present ? 1 : 0));
            row = end;
        }
        page.putInt(at, page.position() - at - Integer.BYTES);
    }

    private static void varint(int value, ByteBuffer page) {
        int rest = value;
        while (rest > 0x7f) {
            page.put((byte) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        page.put((byte) rest);
    }

    private void value(Columns row, ByteBuffer page) {
        if (type == Type.DOUBLE) {
            page.putDouble(row.number(name));
        } else if (type == Type.FLOAT) {
            page.putFloat((float) row.number(name));
        } else if (type == Type.INT64) {
            page.putLong(row.whole(name, 0));
        } else if (row.has(name)) {
            whole(row, page);
        }
    }

    private void whole(Columns row, ByteBuffer page) {
        if (type == Type.INT32) {
            page.putInt((int) row.whole(name, 0));
        } else {
            var text = row.text(name).getBytes(UTF_8);
            page.putInt(text.length).put(text);
        }
    }

    private void bits(List<Columns> rows, ByteBuffer page) {
        int bits = 0;
        int count = 0;
        for (var row : rows) {
            if (row.has(name)) {
                bits |= (row.flag(name) ? 1 : 0) << (count & 7);
                if ((++count & 7) == 0) {
                    page.put((byte) bits);
                    bits = 0;
                }
            }
        }
        if ((count & 7) != 0) {
            page.put((byte) bits);
        }
    }
}
