// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.mpsky;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightjar.connectors.mpsky.ArrowMessages.ArrowMessage;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;

/**
 * The first batch of an Arrow stream.
 *
 * @param rows how many
 * @param columns by name
 */
record ArrowTable(int rows, Map<String, ArrowColumn> columns) {

    /** A detector's field has a few hundred. */
    private static final int MOST_ROWS = 100_000;

    ArrowTable {
        columns = Map.copyOf(columns);
    }

    static ArrowTable of(ArrowMessages messages) throws NotUnderstood {
        var schema = messages.next().header(MessageHeader.Schema, new Schema());
        if (schema.endianness() != Endianness.Little) {
            throw new NotUnderstood("its numbers are big-endian");
        }
        var message = messages.next();
        var batch = message.header(MessageHeader.RecordBatch, new RecordBatch());
        if (batch.compression() != null) {
            throw new NotUnderstood("its columns are compressed");
        }
        if (batch.length() < 0 || batch.length() > MOST_ROWS) {
            throw new NotUnderstood("there cannot be " + batch.length() + " rows");
        }
        return new ArrowTable((int) batch.length(), columns(schema, batch, message));
    }

    private static Map<String, ArrowColumn> columns(
            Schema schema, RecordBatch batch, ArrowMessage message) throws NotUnderstood {
        var columns = new LinkedHashMap<String, ArrowColumn>();
        int buffer = 0;
        for (int f = 0; f < schema.fieldsLength(); f++) {
            var field = schema.fields(f);
            var kind = ArrowKind.of(field);
            if (batch.nodes(f).length() != batch.length()) {
                throw new NotUnderstood("column " + field.name() + " has rows of its own");
            }
            List<ByteBuffer> buffers = new ArrayList<>();
            for (int b = 0; b < kind.buffers(); b++) {
                buffers.add(slice(message.body(), batch.buffers(buffer++)));
            }
            columns.put(field.name(), new ArrowColumn(field.name(), kind, buffers));
        }
        return columns;
    }

    private static ByteBuffer slice(ByteBuffer body, Buffer at) throws NotUnderstood {
        boolean inside =
                at.offset() >= 0
                        && at.length() >= 0
                        && at.length() <= body.capacity()
                        && at.offset() <= body.capacity() - at.length();
        if (!inside) {
            throw new NotUnderstood("a column lies outside what was sent");
        }
        return body.slice((int) at.offset(), (int) at.length()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The number there; NaN when there is none. */
    double number(String column, int row) {
        return value(column, row)
                .filter(Number.class::isInstance)
                .map(value -> ((Number) value).doubleValue())
                .orElse(Double.NaN);
    }

    /** The text there; empty when there is none. */
    String text(String column, int row) {
        return value(column, row)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .orElse("");
    }

    private Optional<Object> value(String column, int row) {
        return Optional.ofNullable(columns.get(column)).flatMap(it -> it.at(row));
    }
}
