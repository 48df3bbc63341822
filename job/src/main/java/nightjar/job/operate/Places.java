// SPDX-License-Identifier: Apache-2.0
package nightjar.job.operate;

import java.nio.file.Files;
import java.nio.file.Path;
import nightjar.job.cluster.Pair;
import nightjar.job.config.ConfigurationException;

/** Savepoints, as they are named on the command line. */
final class Places {

    private Places() {}

    /**
     * Where it is, as a URI.
     *
     * @param word a folder, a URI, or {@code newest}
     * @throws ConfigurationException when it is not there
     */
    static String found(Pair pair, String word) {
        if (word.equals("newest")) {
            return pair.newestPlace()
                    .map(place -> place.toUri().toString())
                    .orElseThrow(
                            () ->
                                    new ConfigurationException(
                                            "there is no savepoint or checkpoint in %s: submit without --from-savepoint begins from nothing"
                                                    .formatted(pair.folder())));
        }
        var local = word.startsWith("file:") ? Path.of(java.net.URI.create(word)) : Path.of(word);
        if (word.contains("://") && !word.startsWith("file:")) {
            return word;
        }
        if (!Files.exists(local.resolve("_metadata"))) {
            throw new ConfigurationException(
                    "there is no savepoint at %s: give the folder that holds _metadata, or 'newest'"
                            .formatted(word));
        }
        return local.toAbsolutePath().normalize().toUri().toString();
    }
}
