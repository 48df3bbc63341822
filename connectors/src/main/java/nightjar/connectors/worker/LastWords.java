// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The end of what a worker wrote to stderr. It is kept for a person with access to the machine and
 * to tell one way of dying from another; it is never forwarded, since it may name positions of
 * sources that nobody cleared.
 */
final class LastWords {

    private static final int KEPT = 1 << 16;

    private final byte[] ring = new byte[KEPT];
    private long written;

    /** Reads to the end; the worker would block if nobody did. */
    void drain(InputStream stderr) {
        var buffer = new byte[8192];
        try {
            for (int read = stderr.read(buffer); read >= 0; read = stderr.read(buffer)) {
                keep(buffer, read);
            }
        } catch (IOException e) {
            // The process is gone; what is here is what there is.
        }
    }

    boolean mention(String words) {
        return text().contains(words);
    }

    synchronized String text() {
        int length = (int) Math.min(written, KEPT);
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = ring[(int) ((written - length + i) % KEPT)];
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private synchronized void keep(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            ring[(int) (written++ % KEPT)] = bytes[i];
        }
    }
}
