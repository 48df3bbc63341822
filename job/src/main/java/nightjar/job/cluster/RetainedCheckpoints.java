// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Checkpoints that jobs left in a local folder, as an operator would look for them. */
public final class RetainedCheckpoints {

    private RetainedCheckpoints() {}

    /**
     * Complete ones, oldest first.
     *
     * @param folder with a folder for each job, which holds {@code chk-N}, or with savepoints
     */
    public static List<Path> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var paths = Files.find(folder, 3, (path, what) -> isMetadata(path))) {
            return paths.sorted(Comparator.comparing(RetainedCheckpoints::written))
                    .map(metadata -> folder.resolve(metadata).getParent())
                    .map(RetainedCheckpoints::present)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (UncheckedIOException | IOException e) {
            return in(folder); // one of them went while they were looked at
        }
    }

    /** The newest complete one, if there is any. */
    public static Optional<Path> newest(Path folder) {
        var all = in(folder);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** The newest of several folders, savepoints among them, that counts. */
    static Optional<Path> newest(List<Path> folders, Predicate<Path> counts) {
        return folders.stream()
                .flatMap(folder -> in(folder).stream())
                .filter(counts)
                .max(Comparator.comparing(place -> written(place.resolve("_metadata"))));
    }

    private static boolean isMetadata(Path path) {
        var parent = path.getParent();
        return path.endsWith("_metadata")
                && parent != null
                && (parent.getFileName().toString().startsWith("chk-")
                        || parent.getFileName().toString().startsWith("savepoint-"));
    }

    private static Optional<Path> present(Path checkpoint) {
        return Optional.ofNullable(checkpoint);
    }

    private static long written(Path metadata) {
        try {
            return Files.getLastModifiedTime(metadata).toMillis();
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
