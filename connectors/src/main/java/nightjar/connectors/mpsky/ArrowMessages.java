// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.mpsky;

import com.google.flatbuffers.Table;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.flatbuf.Message;

/**
 * Arrow's messages, one after another: a marker, the length of what describes the body, the
 * description, the body (arrow.apache.org/docs/format/Columnar.html, encapsulated message format).
 */
final class ArrowMessages {

    private static final int MARKER = -1;

    private final ByteBuffer bytes;

    ArrowMessages(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** One message. */
    record ArrowMessage(Message message, ByteBuffer body) {

        /** Its description, when it is of this type (org.apache.arrow.flatbuf.MessageHeader). */
        <T extends Table> T header(byte type, T header) throws NotUnderstood {
            if (message.headerType() != type || message.header(header) == null) {
                throw new NotUnderstood("a message of another kind comes where it should");
            }
            return header;
        }
    }

    ArrowMessage next() throws NotUnderstood {
        // Tensors are padded to 64 bytes, which their length does not tell.
        while (bytes.remaining() >= 4 && bytes.getInt(bytes.position()) == 0) {
            bytes.position(bytes.position() + 4);
        }
        if (bytes.remaining() < 8 || bytes.getInt() != MARKER) {
            throw new NotUnderstood("no Arrow message begins where one should");
        }
        var description = slice(bytes.getInt());
        var message = Message.getRootAsMessage(description);
        return new ArrowMessage(message, slice(message.bodyLength()));
    }

    private ByteBuffer slice(long length) throws NotUnderstood {
        if (length < 0 || length > bytes.remaining()) {
            throw new NotUnderstood("an Arrow message is longer than what was sent");
        }
        var part = bytes.slice(bytes.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.position() + (int) length);
        return part;
    }
}
