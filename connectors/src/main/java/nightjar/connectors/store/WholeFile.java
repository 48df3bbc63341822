// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;

/** A file that is there whole or not at all: written beside its place, then renamed into it. */
final class WholeFile {

    /** Ends the names of files that are still being written. */
    static final String PART = ".part";

    private WholeFile() {}

    /** Writes bytes to an open file. */
    @FunctionalInterface
    interface Writing {
        void to(java.io.OutputStream out) throws IOException;
    }

    /** A name beside {@code place} for the time of writing. */
    static Path beside(Path place) {
        return place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID() + PART);
    }

    /**
     * Writes a file whole, or not at all.
     *
     * @param lasting whether its bytes must outlive a power cut: not those of a copy
     */
    static void write(Path place, Writing writing, boolean lasting) throws IOException {
        var part = beside(place);
        try {
            try (var channel = create(part)) {
                writing.to(Channels.newOutputStream(channel));
                if (lasting) {
                    // Renamed before its bytes are on disk, a file may be empty after a power cut.
                    channel.force(true);
                }
            }
            Files.move(part, place, ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }

    /** Most folders are there: they are made when one is missed. */
    private static FileChannel create(Path part) throws IOException {
        try {
            return FileChannel.open(part, CREATE_NEW, WRITE);
        } catch (NoSuchFileException e) {
            Files.createDirectories(part.toAbsolutePath().resolveSibling(""));
            return FileChannel.open(part, CREATE_NEW, WRITE);
        }
    }
}
