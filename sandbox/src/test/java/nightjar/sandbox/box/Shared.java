// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nightjar.sandbox.box.web.Reply;

/** The cases that lie beside the repository, when they do. */
public final class Shared {

    private Shared() {}

    /** The case file of that name; the test is skipped, with a word, when it is not there. */
    public static JsonNode cases(String name) throws IOException {
        Path file = Path.of(System.getProperty("nightjar.data", ""), "cases", name);
        assumeTrue(Files.isReadable(file), "no " + file + ": set -Dnightjar.data");
        return Reply.JSON.readTree(Files.readAllBytes(file));
    }
}
