// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import java.nio.ByteBuffer;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Keeps in checkpoints what one number tells. */
record AsLong<T>(ToLongFunction<T> to, LongFunction<T> from)
        implements SimpleVersionedSerializer<T> {

    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(T thing) {
        return ByteBuffer.allocate(Long.BYTES).putLong(to.applyAsLong(thing)).array();
    }

    @Override
    public T deserialize(int version, byte[] bytes) {
        return from.apply(ByteBuffer.wrap(bytes).getLong());
    }
}
