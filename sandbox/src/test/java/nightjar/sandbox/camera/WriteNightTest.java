// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteNightTest {

    @Test
    void aFolderHoldsTheBucketsAndTheTruth(@TempDir Path folder) throws Exception {
        WriteNight.main(new String[] {folder.toString(), "1", "2", "1", "256"});
        JsonNode truth = new ObjectMapper().readTree(folder.resolve("truth.json").toFile());
        JsonNode index =
                new ObjectMapper()
                        .readTree(folder.resolve("nightjar/templates/index.json").toFile());
        JsonNode satellites =
                new ObjectMapper().readTree(folder.resolve("satellites.json").toFile());
        assertThat(truth).isNotEmpty();
        assertThat(satellites).hasSize(1);
        for (JsonNode template : index.get("templates")) {
            assertThat(folder.resolve("nightjar").resolve(template.get("key").asText())).exists();
        }
        try (var files = Files.walk(folder.resolve("raw"))) {
            assertThat(files.filter(f -> f.toString().endsWith(".fits"))).hasSize(3);
        }
    }
}
