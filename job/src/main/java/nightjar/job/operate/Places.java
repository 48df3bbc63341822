// SPDX-License-Identifier: Apache-2.0
package nightjar.job.operate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
        return word.equals("newest")
                ? newest(pair, pair.newestPlace(), "there is no savepoint or checkpoint")
                : found(word);
    }

    /** The same, where the newest is that of a job. */
    static String found(Pair pair, String word, String job) {
        return word.equals("newest")
                ? newest(
                        pair,
                        pair.newestPlace(job),
                        "there is no savepoint or checkpoint of job " + job)
                : found(word);
    }

    private static String newest(Pair pair, Optional<Path> newest, String refusal) {
        return newest.map(place -> place.toUri().toString())
                .orElseThrow(
                        () ->
                                new ConfigurationException(
                                        "%s in %s: submit without --from-savepoint begins from nothing"
                                                .formatted(refusal, pair.folder())));
    }

    private static String found(String word) {
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
