// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.wire;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The value of HTTP's Authorization header, by the file that holds it: {@code Basic dXNlcjpwdw==},
 * {@code Bearer …}. Read at each call, so that it may rotate; never printed.
 *
 * @param file its path; empty for none
 */
public record Authorization(String file) implements Serializable {

    public static final Authorization NONE = new Authorization("");

    public Authorization {
        requireNonNull(file, "file");
    }

    /**
     * What the file holds now. Empty when there is none, or it cannot be read: the neighbour then
     * refuses, which is told like any refusal.
     */
    public Optional<String> header() {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(Path.of(file)).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
