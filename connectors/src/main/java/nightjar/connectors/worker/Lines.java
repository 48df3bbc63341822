// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of UTF-8 with a bound on their length, so that nonsense cannot fill the memory. */
final class Lines {

    private static final int LONGEST = 1 << 20;

    private final InputStream in;

    Lines(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The next line; empty at the end, where a line without its end does not count. */
    Optional<String> next() throws IOException {
        var line = new ByteArrayOutputStream(256);
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                return Optional.of(line.toString(StandardCharsets.UTF_8));
            }
            if (line.size() >= LONGEST) {
                throw new IOException("a line longer than " + LONGEST + " bytes");
            }
            line.write(b);
        }
        return Optional.empty();
    }
}
