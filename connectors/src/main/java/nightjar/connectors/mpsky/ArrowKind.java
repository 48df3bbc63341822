// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.mpsky;

import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Type;

/** What a column holds, and so how many buffers it has. */
enum ArrowKind {
    NOTHING(0),
    DOUBLE(2),
    FLOAT(2),
    INT32(2),
    INT64(2),
    TEXT(3),
    LONG_TEXT(3),
    /** Times, flags, short integers: not read. */
    OTHER(2),
    /** Not read, and with offsets like texts. */
    OTHER_BYTES(3);

    private final int buffers;

    ArrowKind(int buffers) {
        this.buffers = buffers;
    }

    int buffers() {
        return buffers;
    }

    static ArrowKind of(Field field) throws NotUnderstood {
        if (field.dictionary() != null) {
            throw new NotUnderstood("column " + field.name() + " has a dictionary");
        }
        return switch (field.typeType()) {
            case Type.Null -> NOTHING;
            case Type.FloatingPoint -> floating((FloatingPoint) field.type(new FloatingPoint()));
            case Type.Int -> whole((Int) field.type(new Int()));
            case Type.Utf8 -> TEXT;
            case Type.LargeUtf8 -> LONG_TEXT;
            case Type.Binary, Type.LargeBinary -> OTHER_BYTES;
            case Type.Bool,
                    Type.Decimal,
                    Type.Date,
                    Type.Time,
                    Type.Timestamp,
                    Type.Interval,
                    Type.Duration,
                    Type.FixedSizeBinary ->
                    OTHER;
            default ->
                    throw new NotUnderstood(
                            "column " + field.name() + " is of a type that MPSky does not use");
        };
    }

    private static ArrowKind floating(FloatingPoint type) {
        return switch (type.precision()) {
            case Precision.DOUBLE -> DOUBLE;
            case Precision.SINGLE -> FLOAT;
            default -> OTHER;
        };
    }

    private static ArrowKind whole(Int type) {
        if (!type.isSigned()) {
            return OTHER;
        }
        return switch (type.bitWidth()) {
            case 32 -> INT32;
            case 64 -> INT64;
            default -> OTHER;
        };
    }
}
