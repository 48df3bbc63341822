// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.mpsky;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One column of an Arrow record batch (arrow.apache.org/docs/format/Columnar.html, physical memory
 * layout). Only numbers and texts are read; a column of anything else has no values.
 *
 * @param buffers as its kind has them: which rows are there; values, or offsets and then texts
 */
record ArrowColumn(String name, ArrowKind kind, List<ByteBuffer> buffers) {

    ArrowColumn {
        buffers = List.copyOf(buffers);
    }

    /** A Double, Float, Integer, Long or String; empty for null, and for what is not read. */
    Optional<Object> at(int row) {
        return isThere(row) ? value(row) : Optional.empty();
    }

    boolean isText() {
        return kind == ArrowKind.TEXT || kind == ArrowKind.LONG_TEXT;
    }

    private boolean isThere(int row) {
        if (buffers.isEmpty()) {
            return false;
        }
        var valid = buffers.get(0);
        return valid.capacity() == 0 || (valid.get(row >> 3) >> (row & 7) & 1) == 1;
    }

    private Optional<Object> value(int row) {
        var first = buffers.get(1);
        return switch (kind) {
            case DOUBLE -> Optional.of(first.getDouble(row * Double.BYTES));
            case FLOAT -> Optional.of(first.getFloat(row * Float.BYTES));
            case INT32 -> Optional.of(first.getInt(row * Integer.BYTES));
            case INT64 -> Optional.of(first.getLong(row * Long.BYTES));
            case TEXT ->
                    Optional.of(
                            text(
                                    first.getInt(row * Integer.BYTES),
                                    first.getInt((row + 1) * Integer.BYTES)));
            case LONG_TEXT ->
                    Optional.of(
                            text(
                                    first.getLong(row * Long.BYTES),
                                    first.getLong((row + 1) * Long.BYTES)));
            case NOTHING, OTHER, OTHER_BYTES -> Optional.empty();
        };
    }

    private String text(long from, long to) {
        var all = buffers.get(2);
        int length = Math.toIntExact(Math.subtractExact(to, from));
        if (from < 0 || length < 0 || to > all.capacity()) {
            throw new IndexOutOfBoundsException("a text from " + from + " to " + to);
        }
        byte[] utf8 = new byte[length];
        all.get((int) from, utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
