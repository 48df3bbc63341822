// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.UUID;
import nightjar.model.Outcome;
import nightjar.model.port.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Local copies of templates and calibrations by URI: a template that changes gets another URI. The
 * copies used longest ago go first when there are too many bytes. Several steps and processes may
 * share the folder. One that has no room keeps nothing: that costs fetches, never a result.
 */
public final class TemplateCache {

    private static final Logger LOG = LoggerFactory.getLogger(TemplateCache.class);
    private static final int LOCKS = 64;

    /** Less than a few templates of 4k by 4k pixels. */
    private static final long LEAST_ROOM = 256L << 20;

    private final ObjectStore store;
    private final Path folder;
    private final long mostBytes;
    // Two detectors that want one template fetch it once.
    private final Object[] locks = new Object[LOCKS];

    public TemplateCache(ObjectStore store, Path folder, long mostBytes) {
        this.store = store;
        this.folder = folder;
        this.mostBytes = mostBytes;
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
    }

    /**
     * Makes sure that there is a copy, if there is room for one; the answer is where it is, until
     * it is evicted.
     */
    public Outcome<Path> prefetch(String uri) {
        var file = folder.resolve(name(uri));
        synchronized (locks[Math.floorMod(uri.hashCode(), LOCKS)]) {
            if (touch(file)) {
                return Outcome.done(file);
            }
            return fetch(uri, file);
        }
    }

    /** Puts a copy into a folder, where no eviction reaches it. */
    Outcome<Path> copyInto(String uri, Path into) {
        var target = into.resolve(name(uri));
        return prefetch(uri)
                .then(
                        file ->
                                Files.exists(file)
                                        ? copy(file, uri, target)
                                        : store.fetch(uri, target));
    }

    private Outcome<Path> copy(Path file, String uri, Path target) {
        try {
            return Outcome.done(link(file, target));
        } catch (NoSuchFileException e) {
            // Evicted meanwhile.
            return store.fetch(uri, target);
        } catch (IOException e) {
            return Outcome.lost(Scratch.trouble("copy to " + target, e));
        }
    }

    private Outcome<Path> fetch(String uri, Path file) {
        var arriving = folder.resolve("arriving-" + UUID.randomUUID());
        try {
            Files.createDirectories(folder);
            var fetched = store.fetch(uri, arriving).then(it -> settle(it, file));
            return fetched.isDone() || hasRoom() ? fetched : unkept(file, "its disk is full");
        } catch (IOException e) {
            return unkept(file, e.toString());
        } finally {
            delete(arriving);
        }
    }

    private boolean hasRoom() throws IOException {
        return Files.getFileStore(folder).getUsableSpace() >= LEAST_ROOM;
    }

    /** Whoever needs it finds nothing there, and fetches it for himself. */
    private Outcome<Path> unkept(Path file, String why) {
        LOG.warn("The cache {} cannot keep {}: {}", folder, file.getFileName(), why);
        return Outcome.done(file);
    }

    private Outcome<Path> settle(Path arriving, Path file) {
        try {
            Files.move(arriving, file, StandardCopyOption.ATOMIC_MOVE);
            evict(file);
            return Outcome.done(file);
        } catch (IOException e) {
            return unkept(file, e.toString());
        }
    }

    private void evict(Path newest) throws IOException {
        var files = new ArrayList<Path>();
        long bytes = 0;
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                files.add(entry);
                bytes += entry.toFile().length();
            }
        }
        files.sort(Comparator.comparingLong(file -> file.toFile().lastModified()));
        for (var file : files) {
            if (bytes <= mostBytes) {
                return;
            }
            if (!file.equals(newest)) {
                bytes -= file.toFile().length();
                delete(file);
            }
        }
    }

    private static boolean touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path link(Path file, Path target) throws IOException {
        try {
            return Files.createLink(target, file);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            // Another file system.
            return Files.copy(file, target);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("A cached file stays behind: {} ({})", file, e.getMessage());
        }
    }

    /** A file name with the URI's own end, since readers look at it. */
    private static String name(String uri) {
        var last = uri.substring(uri.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
        return UUID.nameUUIDFromBytes(uri.getBytes(UTF_8)) + "-" + last;
    }
}
