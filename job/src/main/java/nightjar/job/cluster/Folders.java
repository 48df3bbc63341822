// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/** What is done to whole folders. */
final class Folders {

    private Folders() {}

    /** Makes it, if it is not there, for its owner alone. */
    static void createPrivate(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    static void deleteIfEmpty(Path folder) throws IOException {
        if (Files.isDirectory(folder) && isEmpty(folder)) {
            Files.delete(folder);
        }
    }

    static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** Copies the files of a folder, with something before their names. */
    static void copy(Path folder, Path into, String before) throws IOException {
        Files.createDirectories(into);
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.copy(
                        file,
                        into.resolve(before + file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
