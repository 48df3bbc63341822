// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.mpsky;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Tensor;
import org.apache.arrow.flatbuf.TensorDim;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;

/**
 * Writes Arrow's IPC format, as far as MPSky uses it: tensors of float64, and one batch of rows.
 */
final class ArrowWriter {

    private static final int MARKER = -1;

    /** Tensors are aligned as Arrow's own writer aligns them. */
    private static final int TENSOR_ALIGNMENT = 64;

    private static final int ALIGNMENT = 8;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Numbers in the order of rows. */
    void tensor(int[] shape, double[] values) {
        var b = new FlatBufferBuilder();
        int type = FloatingPoint.createFloatingPoint(b, Precision.DOUBLE);
        int[] dims = new int[shape.length];
        long[] strides = new long[shape.length];
        long stride = Double.BYTES;
        for (int d = shape.length - 1; d >= 0; d--) {
            dims[d] = TensorDim.createTensorDim(b, shape[d], 0);
            strides[d] = stride;
            stride *= Math.max(1, shape[d]);
        }
        int shapes = Tensor.createShapeVector(b, dims);
        int steps = Tensor.createStridesVector(b, strides);
        byte[] body = bytes(values);
        Tensor.startTensor(b);
        Tensor.addTypeType(b, Type.FloatingPoint);
        Tensor.addType(b, type);
        Tensor.addShape(b, shapes);
        Tensor.addStrides(b, steps);
        Tensor.addData(b, Buffer.createBuffer(b, 0, body.length));
        message(b, MessageHeader.Tensor, Tensor.endTensor(b), body, TENSOR_ALIGNMENT);
    }

    /** The rows, and the stream's end. */
    void rows(int count, List<ArrowRows> columns) {
        schema(columns);
        var body = new ByteArrayOutputStream();
        List<long[]> places = new ArrayList<>();
        for (var column : columns) {
            for (byte[] buffer : column.buffers()) {
                places.add(new long[] {body.size(), buffer.length});
                body.writeBytes(buffer);
                pad(body, ALIGNMENT);
            }
        }
        var b = new FlatBufferBuilder();
        RecordBatch.startNodesVector(b, columns.size());
        for (int c = columns.size() - 1; c >= 0; c--) {
            FieldNode.createFieldNode(b, count, columns.get(c).nulls());
        }
        int nodes = b.endVector();
        RecordBatch.startBuffersVector(b, places.size());
        for (int p = places.size() - 1; p >= 0; p--) {
            Buffer.createBuffer(b, places.get(p)[0], places.get(p)[1]);
        }
        int buffers = b.endVector();
        int batch = RecordBatch.createRecordBatch(b, count, nodes, buffers, 0, 0);
        message(b, MessageHeader.RecordBatch, batch, body.toByteArray(), ALIGNMENT);
        out.writeBytes(ints(MARKER, 0));
    }

    private void schema(List<ArrowRows> columns) {
        var b = new FlatBufferBuilder();
        int[] fields = new int[columns.size()];
        for (int c = 0; c < fields.length; c++) {
            boolean text = columns.get(c).isText();
            int name = b.createString(columns.get(c).name());
            int children = Field.createChildrenVector(b, new int[0]);
            int type;
            if (text) {
                Utf8.startUtf8(b);
                type = Utf8.endUtf8(b);
            } else {
                type = FloatingPoint.createFloatingPoint(b, Precision.DOUBLE);
            }
            fields[c] =
                    Field.createField(
                            b,
                            name,
                            true,
                            text ? Type.Utf8 : Type.FloatingPoint,
                            type,
                            0,
                            children,
                            0);
        }
        int all = Schema.createFieldsVector(b, fields);
        int schema = Schema.createSchema(b, Endianness.Little, all, 0, 0);
        message(b, MessageHeader.Schema, schema, new byte[0], ALIGNMENT);
    }

    private void message(FlatBufferBuilder b, byte type, int header, byte[] body, int alignment) {
        pad(out, alignment);
        b.finish(Message.createMessage(b, MetadataVersion.V5, type, header, body.length, 0));
        byte[] description = b.sizedByteArray();
        int padded = (8 + description.length + alignment - 1) / alignment * alignment - 8;
        out.writeBytes(ints(MARKER, padded));
        out.writeBytes(description);
        out.writeBytes(new byte[padded - description.length]);
        out.writeBytes(body);
        pad(out, ALIGNMENT);
    }

    byte[] written() {
        return out.toByteArray();
    }

    private static void pad(ByteArrayOutputStream to, int alignment) {
        to.writeBytes(new byte[(alignment - to.size() % alignment) % alignment]);
    }

    private static byte[] bytes(double[] values) {
        var buffer =
                ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asDoubleBuffer().put(values);
        return buffer.array();
    }

    private static byte[] ints(int... values) {
        var buffer =
                ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asIntBuffer().put(values);
        return buffer.array();
    }
}
