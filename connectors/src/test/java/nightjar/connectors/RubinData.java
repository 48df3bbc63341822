// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Schemas, messages and vectors of the observatory; tests that need them are skipped without. */
public final class RubinData {

    private RubinData() {}

    public static Path path(String name) {
        var path = Path.of(System.getProperty("nightjar.data", "no such folder"), name);
        assumeThat(path)
                .as("the shared data (-Dnightjar.data) are not here: test skipped")
                .exists();
        return path;
    }

    public static String text(String name) throws IOException {
        return Files.readString(path(name));
    }

    public static JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(text(name));
    }
}
