// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The names of all that a difference may leave in its folder. What lies there of an earlier run
 * goes first, so that nobody takes it for this one's; the summary comes last.
 */
public final class Products {
    private static final List<String> NAMES =
            List.of(
                    "summary.json",
                    "difference.fits",
                    "science.fits",
                    "diaSources.csv",
                    "sources.csv",
                    "footprints.csv",
                    "cutouts.bin",
                    "cutouts.csv",
                    "detections.csv",
                    "score.fits",
                    "injected.csv",
                    "report.html",
                    "forced.csv");

    private Products() {}

    /** Deletes them; what is not of these names stays. */
    public static void clear(Path folder) throws IOException {
        for (String name : NAMES) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                Files.delete(file);
            }
        }
    }

    /** The first of these files that would be cleared from the folder. */
    public static Optional<Path> amongThem(Path folder, Collection<Path> files) throws IOException {
        for (Path file : files) {
            for (String name : NAMES) {
                Path own = folder.resolve(name);
                if (Files.exists(own) && Files.exists(file) && Files.isSameFile(own, file)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }
}
