// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A secret by the file that holds it: read when it is needed, so that it may rotate, and never
 * printed.
 *
 * @param file the file's path; empty when there is no secret
 */
public record Secret(@JsonValue String file) implements Serializable {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Secret {}

    /** The file's text without surrounding white space; empty when there is no file. */
    public String read() {
        if (file.isEmpty()) {
            return "";
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new ConfigurationException(
                    "the secret file " + file + " cannot be read: make it readable for nightjar",
                    e);
        }
    }

    @Override
    public String toString() {
        return file.isEmpty() ? "no secret" : "secret in " + file;
    }
}
