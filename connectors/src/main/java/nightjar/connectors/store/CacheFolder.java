// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cache's folder on disk, which may be full, read-only or gone. */
final class CacheFolder {

    private static final Logger LOG = LoggerFactory.getLogger(CacheFolder.class);
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private static final Duration ABANDONED = Duration.ofHours(1);

    /** Left free on the disk: others write there too. */
    private static final long SPARE_BYTES = 64L << 20;

    private CacheFolder() {}

    /** Makes the folder if need be; what it already holds, least recently written first. */
    static Map<String, Long> open(Path folder) {
        var found = new LinkedHashMap<String, Long>();
        try {
            Files.createDirectories(folder);
            deleteAbandoned(folder);
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> SHA256.matcher(file.getFileName().toString()).matches())
                        .sorted(java.util.Comparator.comparing(CacheFolder::writtenMillis))
                        .forEach(file -> found.put(file.getFileName().toString(), size(file)));
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("the cache folder {} cannot be used: {}", folder, e.toString());
        }
        return found;
    }

    /** Copies that a crash left half written; those of a living neighbour are younger. */
    private static void deleteAbandoned(Path folder) throws IOException {
        long before = System.currentTimeMillis() - ABANDONED.toMillis();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().endsWith(WholeFile.PART))
                    .filter(file -> writtenMillis(file) < before)
                    .forEach(CacheFolder::delete);
        }
    }

    /** A folder that is gone, or cannot be asked, has no room. */
    static boolean hasRoom(Path folder, long bytes) {
        return folder.toFile().getUsableSpace() >= bytes + SPARE_BYTES
                && Files.isDirectory(folder)
                && Files.isWritable(folder);
    }

    static boolean holds(Path file, long bytes) {
        return Files.isRegularFile(file) && size(file) == bytes;
    }

    static boolean matches(Path file, String sha256) {
        try {
            return Digest.SHA256.hex(file).equals(sha256);
        } catch (IOException e) {
            return false;
        }
    }

    static void makeReadOnly(Path file) {
        if (!file.toFile().setReadOnly()) {
            LOG.debug("{} cannot be made read-only", file);
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted from the cache: {}", file, e.toString());
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return -1;
        }
    }

    private static long writtenMillis(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }
}
