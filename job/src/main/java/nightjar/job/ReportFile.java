// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import nightjar.job.config.ConfigurationException;
import picocli.CommandLine.Option;

/**
 * The file that a command writes for machines at its end, where it is asked for one. It is tried
 * before anything is begun.
 */
public final class ReportFile {

    private static final ObjectWriter WRITER = new ObjectMapper().writerWithDefaultPrettyPrinter();

    @Option(names = "--json", paramLabel = "FILE", description = "write the result for machines")
    private Optional<Path> file = Optional.empty();

    /** The file that was asked for. */
    public Optional<Path> file() {
        return file;
    }

    /**
     * Leaves the file as it is.
     *
     * @throws ConfigurationException when it cannot be written
     */
    public void require() {
        file.ifPresent(ReportFile::require);
    }

    /** Writes it, if it was asked for. */
    public void write(JsonNode result) throws IOException {
        if (file.isPresent()) {
            Files.writeString(file.get(), WRITER.writeValueAsString(result) + "\n");
        }
    }

    private static void require(Path file) {
        boolean isThere = Files.exists(file);
        if (isThere && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            return; // a pipe or a terminal: to open it could last
        }
        try {
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
            if (!isThere) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new ConfigurationException(
                    "cannot write into " + file + ": give --json a file in a folder that is there",
                    e);
        }
    }
}
