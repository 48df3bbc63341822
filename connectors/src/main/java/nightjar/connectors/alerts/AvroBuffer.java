// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.alerts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of Avro's binary encoding (Avro specification 1.12, "Binary Encoding"), reused. */
final class AvroBuffer {

    private static final int LONGEST_VARINT = 10;
    private static final VarHandle FLOAT =
            MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[1 << 17];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    /** A union's branch of fewer than 64, a boolean, or any other single byte. */
    void one(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    /** Avro's int and long alike: zigzag, variable length. */
    void whole(long value) {
        room(LONGEST_VARINT);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void single(float value) {
        room(Float.BYTES);
        FLOAT.set(bytes, size, value);
        size += Float.BYTES;
    }

    void twice(double value) {
        room(Double.BYTES);
        DOUBLE.set(bytes, size, value);
        size += Double.BYTES;
    }

    void text(String value) {
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    void bytes(byte[] value) {
        whole(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    /** Big-endian, as the wire header has it. */
    void int32(int value) {
        one(value >>> 24);
        one(value >>> 16);
        one(value >>> 8);
        one(value);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
