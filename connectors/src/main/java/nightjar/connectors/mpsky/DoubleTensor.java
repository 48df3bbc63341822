// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.mpsky;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import nightjar.connectors.mpsky.ArrowMessages.ArrowMessage;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Tensor;
import org.apache.arrow.flatbuf.Type;

/**
 * Numbers in several dimensions, as Arrow sends them.
 *
 * @param shape how many along each dimension
 * @param strides bytes from one to the next along each dimension: numpy's selections are not always
 *     in the order of rows
 * @param data 64-bit numbers
 */
record DoubleTensor(int[] shape, long[] strides, ByteBuffer data) {

    private static final int MOST = 1 << 24;

    static DoubleTensor of(ArrowMessage message, int dimensions) throws NotUnderstood {
        var tensor = message.header(MessageHeader.Tensor, new Tensor());
        if (tensor.typeType() != Type.FloatingPoint
                || ((FloatingPoint) tensor.type(new FloatingPoint())).precision()
                        != Precision.DOUBLE) {
            throw new NotUnderstood("coefficients are no 64-bit numbers");
        }
        if (tensor.shapeLength() != dimensions) {
            throw new NotUnderstood(
                    "coefficients have %d dimensions, not %d"
                            .formatted(tensor.shapeLength(), dimensions));
        }
        int[] shape = new int[dimensions];
        for (int d = 0; d < dimensions; d++) {
            long size = tensor.shape(d).size();
            if (size < 0 || size > MOST) {
                throw new NotUnderstood("there cannot be " + size + " coefficients");
            }
            shape[d] = (int) size;
        }
        var made = new DoubleTensor(shape, strides(tensor, shape), message.body());
        made.check();
        return made;
    }

    private static long[] strides(Tensor tensor, int[] shape) {
        long[] strides = new long[shape.length];
        long byRows = Double.BYTES;
        for (int d = shape.length - 1; d >= 0; d--) {
            strides[d] = tensor.stridesLength() == 0 ? byRows : tensor.strides(d);
            byRows *= Math.max(1, shape[d]);
        }
        return strides;
    }

    private void check() throws NotUnderstood {
        double values = Arrays.stream(shape).asDoubleStream().reduce(1, (a, b) -> a * b);
        if (values == 0) {
            return;
        }
        double last =
                IntStream.range(0, shape.length)
                        .mapToDouble(d -> (shape[d] - 1.0) * strides[d])
                        .sum();
        boolean backwards = Arrays.stream(strides).anyMatch(stride -> stride < 0);
        if (backwards || Math.max(last + Double.BYTES, values * Double.BYTES) > data.capacity()) {
            throw new NotUnderstood("fewer coefficients were sent than are told of");
        }
    }

    double at(int... index) {
        long place = 0;
        for (int d = 0; d < index.length; d++) {
            place += index[d] * strides[d];
        }
        return data.getDouble((int) place);
    }
}
