// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import nightjar.job.config.ConfigurationException;

/** The file that a command writes at its end, tried before anything is begun. */
public final class ReportFile {

    private ReportFile() {}

    /**
     * Leaves the file as it is.
     *
     * @throws ConfigurationException when it cannot be written
     */
    public static void require(Path file) {
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
