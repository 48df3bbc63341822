// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import java.nio.charset.StandardCharsets;

/**
 * An object for a bucket: its key and its content. The bytes are shared, not copied: leave them
 * alone.
 */
public final class NamedBytes {
    private final String key;
    private final byte[] bytes;

    public NamedBytes(String key, byte[] bytes) {
        this.key = key;
        this.bytes = bytes;
    }

    public String key() {
        return key;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** The content read as UTF-8. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return key + " (" + bytes.length + " bytes)";
    }
}
