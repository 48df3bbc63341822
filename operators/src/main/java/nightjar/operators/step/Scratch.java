// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("Scratch files stay behind in {}: {}", folder, e.getMessage());
        }
    }
}
