// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.products;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Zip archives without compression and without a clock: the same files give the same bytes. */
final class StoredZip {

    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private StoredZip() {}

    static void pack(Path folder, Path archive) throws IOException {
        try (var zip =
                new ZipOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(archive), 1 << 16))) {
            for (var name : files(folder)) {
                var file = folder.resolve(name);
                var entry = new ZipEntry(name);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(Files.size(file));
                entry.setCrc(crc(file));
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    static void unpack(Path archive, Path into) throws IOException {
        try (var zip = new ZipFile(archive.toFile())) {
            for (var entry : zip.stream().toList()) {
                var file = into.resolve(entry.getName()).normalize();
                if (!file.startsWith(into.normalize()) || entry.isDirectory()) {
                    throw new IOException("entry " + entry.getName() + " leaves the folder");
                }
                Files.createDirectories(file.getParent());
                try (var in = zip.getInputStream(entry)) {
                    Files.copy(in, file);
                }
            }
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            return paths.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private static long crc(Path file) throws IOException {
        var crc = new CRC32();
        try (var in = new CheckedInputStream(Files.newInputStream(file), crc)) {
            var buffer = new byte[1 << 16];
            while (in.read(buffer) >= 0) {
                // The checksum is what the reading is for.
            }
        }
        return crc.getValue();
    }
}
