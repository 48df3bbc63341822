// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import nightjar.model.ForVisitDetector;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder for one visit-detector's files, gone when closed. */
final class Scratch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);

    private final Path folder;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    /** A folder below {@code parent} with these folders in it. */
    static Outcome<Scratch> of(ForVisitDetector of, Path parent, String... folders) {
        try {
            Files.createDirectories(parent);
            var prefix = of.visitId() + "-" + of.key().detector() + "-";
            var scratch = new Scratch(Files.createTempDirectory(parent, prefix));
            for (var folder : folders) {
                Files.createDirectory(scratch.path(folder));
            }
            return Outcome.done(scratch);
        } catch (IOException e) {
            return Outcome.lost(trouble("make a folder in " + parent, e));
        }
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    static Loss trouble(String what, IOException e) {
        return Loss.transientTrouble(
                "cannot " + what + " (" + e.getMessage() + "); is the disk full?");
    }

    @Override
    public void close() {
        delete(folder);
    }

    /** Removes what processes that died have left behind: whatever is older than a day. */
    static void sweep(Path parent, InstantSource clock) {
        var yesterday = clock.instant().minus(Duration.ofDays(1)).toEpochMilli();
        try (var entries = Files.newDirectoryStream(parent)) {
            for (var entry : entries) {
                if (entry.toFile().lastModified() < yesterday) {
                    delete(entry);
                }
            }
        } catch (NoSuchFileException e) {
            // Nothing was ever there.
        } catch (IOException e) {
            LOG.warn("Cannot look for old scratch files in {}: {}", parent, e.getMessage());
        }
    }

    private static void delete(Path entry) {
        try (var files = Files.walk(entry)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Scratch files stay behind in {}: {}", entry, e.getMessage());
        }
    }
}
