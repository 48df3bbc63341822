// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.products;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that nobody needs after the call that made them. */
final class Scratch {

    private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);

    private Scratch() {}

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("A scratch file stays behind: {} ({})", file, e.getMessage());
        }
    }
}
