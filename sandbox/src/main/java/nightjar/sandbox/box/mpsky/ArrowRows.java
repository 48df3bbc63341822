// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.mpsky;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A column of texts or of numbers, as Arrow lays it out.
 *
 * @param nulls how many rows have no value
 */
record ArrowRows(String name, boolean isText, int nulls, List<byte[]> buffers) {

    static ArrowRows texts(String name, List<String> values) {
        var offsets =
                ByteBuffer.allocate((values.size() + 1) * Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        var utf8 = new ByteArrayOutputStream();
        offsets.putInt(0);
        for (var value : values) {
            utf8.writeBytes(value.getBytes(StandardCharsets.UTF_8));
            offsets.putInt(utf8.size());
        }
        return new ArrowRows(
                name, true, 0, List.of(new byte[0], offsets.array(), utf8.toByteArray()));
    }

    /** NaN is null. */
    static ArrowRows numbers(String name, List<Double> values) {
        var numbers =
                ByteBuffer.allocate(values.size() * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        byte[] valid = new byte[(values.size() + 7) / 8];
        int nulls = 0;
        for (int row = 0; row < values.size(); row++) {
            double value = values.get(row);
            numbers.putDouble(value);
            if (Double.isNaN(value)) {
                nulls++;
            } else {
                valid[row >> 3] |= (byte) (1 << (row & 7));
            }
        }
        return new ArrowRows(name, false, nulls, List.of(valid, numbers.array()));
    }
}
