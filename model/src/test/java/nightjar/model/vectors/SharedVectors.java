// SPDX-License-Identifier: Apache-2.0
package nightjar.model.vectors;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

/** Numbers computed with the survey's own code, read from the shared data folder. */
public final class SharedVectors {

    private SharedVectors() {}

    /** The parsed file, or a skipped test when the data is not there. */
    public static JsonNode read(String name) throws IOException {
        Path file = Path.of(System.getProperty("nightjar.data", "missing"), "vectors", name);
        assumeTrue(
                Files.exists(file), "skipped: " + file + " is absent (set -Dnightjar.data=<dir>)");
        return new ObjectMapper().readTree(file.toFile());
    }

    public static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    public static long[] longs(JsonNode array) {
        return list(array).stream().flatMapToLong(n -> LongStream.of(n.asLong())).toArray();
    }

    /** The number, NaN for null or an absent one. */
    public static double number(JsonNode parent, String name) {
        JsonNode node = parent.path(name);
        return node.isNumber() ? node.asDouble() : Double.NaN;
    }
}
