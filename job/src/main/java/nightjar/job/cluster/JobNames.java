// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * How the jobs were called that a cluster had, a line "id name" for each: checkpoints and
 * savepoints bear the ids only, and one lineage must not go on from another's.
 *
 * @param file that they are kept in, beside checkpoints and savepoints
 */
record JobNames(Path file) {

    /** A savepoint's folder bears so much of the id. */
    private static final int SHORT = 6;

    void note(String id, String name) {
        try {
            Files.writeString(
                    file,
                    id + " " + name + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /**
     * Whether a job of this name left it.
     *
     * @param place {@code …/ID/chk-N} or {@code …/savepoint-ID-…}
     */
    boolean left(Path place, String name) {
        var words = place.toString();
        return lines().stream()
                .filter(line -> line.endsWith(" " + name))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .anyMatch(
                        id ->
                                words.contains("/" + id + "/")
                                        || words.contains(
                                                "/savepoint-" + id.substring(0, SHORT) + "-"));
    }
}
