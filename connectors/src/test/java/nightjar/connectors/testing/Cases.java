// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The shared data, which are not part of the repository. */
public final class Cases {

    private Cases() {}

    /** A file of the shared data; skips the test, saying so, where they are not. */
    public static Path file(String name) {
        var file = Path.of(System.getProperty("nightjar.data", "nowhere")).resolve(name);
        assumeTrue(Files.exists(file), "skipped: the shared data are not here, no " + file);
        return file;
    }

    public static JsonNode json(String name) {
        try {
            return new ObjectMapper().readTree(file(name).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
