// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Savepoints of versions of the job that were, each in a folder with the version's name. A new one
 * is written by {@link RestoreTest} when the JVM is told {@code
 * -Dnightjar.savepoint.write=VERSION}.
 */
final class FrozenSavepoint {

    private static final Path FOLDER =
            Path.of(System.getProperty("nightjar.root", ".."))
                    .resolve("job/src/test/resources/savepoints");
    private static final String FILE = "savepoint.zip";

    private FrozenSavepoint() {}

    /** Names of all that there are. */
    static List<String> versions() throws IOException {
        try (var folders = Files.list(FOLDER)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
        }
    }

    /** Lays one out in a folder, and returns its place as Flink names it. */
    static String layOut(String version, Path folder) throws IOException {
        var place = Files.createDirectories(folder.resolve("savepoint-" + version));
        var file = FOLDER.resolve(version).resolve(FILE);
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.copy(zip, place.resolve(entry.getName()));
            }
        }
        return place.toUri().toString();
    }

    /** Keeps a savepoint as that of a version, if this JVM was told to. */
    static void keepIfAsked(String place) throws IOException {
        var version = System.getProperty("nightjar.savepoint.write", "");
        if (!version.isEmpty()) {
            keep(Path.of(URI.create(place)), Files.createDirectories(FOLDER.resolve(version)));
        }
    }

    private static void keep(Path savepoint, Path folder) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(FILE)));
                var files = Files.list(savepoint)) {
            zip.setLevel(9);
            for (var file : files.sorted().toList()) {
                zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }
}
