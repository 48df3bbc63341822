// SPDX-License-Identifier: Apache-2.0
package nightjar.model.rule;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Neutral conformance cases, re-expressed from upstream's own tests, in the shared data folder. */
final class Cases {

    private Cases() {}

    /** The parsed file, or a skipped test when the data is not there. */
    static JsonNode read(String name) throws IOException {
        Path file = Path.of(System.getProperty("nightjar.data", "missing"), "cases", name);
        assumeTrue(
                Files.exists(file), "skipped: " + file + " is absent (set -Dnightjar.data=<dir>)");
        return new ObjectMapper().readTree(file.toFile());
    }
}
