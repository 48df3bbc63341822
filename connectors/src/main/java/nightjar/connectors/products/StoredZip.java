// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.products;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Zip archives without compression and without a clock: the same files give the same bytes. */
final class StoredZip {

    private static final int SMALL_BYTES = 1 << 20;

    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private StoredZip() {}

    static void pack(Path folder, Path archive) throws IOException {
        try (var zip =
                new ZipOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(archive), 1 << 16))) {
            for (var name : files(folder)) {
                var file = folder.resolve(name);
                long bytes = Files.size(file);
                var entry = new ZipEntry(name);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(bytes);
                entry.setTimeLocal(NO_TIME);
                // The checksum comes before the bytes: small files are read once for both.
                if (bytes <= SMALL_BYTES) {
                    var body = Files.readAllBytes(file);
                    entry.setCrc(crc(new ByteArrayInputStream(body)));
                    zip.putNextEntry(entry);
                    zip.write(body);
                } else {
                    try (var in = Files.newInputStream(file)) {
                        entry.setCrc(crc(in));
                    }
                    zip.putNextEntry(entry);
                    Files.copy(file, zip);
                }
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
                try (var in = zip.getInputStream(ZipProducts.stored(zip, entry.getName()))) {
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

    private static long crc(InputStream in) throws IOException {
        var crc = new CRC32();
        var buffer = new byte[1 << 14];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            crc.update(buffer, 0, n);
        }
        return crc.getValue();
    }
}
