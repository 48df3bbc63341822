// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Local, read-only copies of immutable objects, named by their SHA-256. What it lacks costs a
 * fetch, never a result: when its disk is full or gone, copies lie in the system's temporary folder
 * until some more have come.
 *
 * <p>The least recently used go first, but none that was handed out within the lease: somebody may
 * be about to open it. The bound may be exceeded by what is leased.
 */
public final class LocalCache {

    private static final Logger LOG = LoggerFactory.getLogger(LocalCache.class);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Map<Path, LocalCache> SHARED = new ConcurrentHashMap<>();

    private record Copy(long bytes, long usedMillis, boolean checked) {}

    /**
     * What the cache has seen.
     *
     * @param hits asked for and there
     * @param misses asked for and not there
     * @param evictions copies given up for room
     * @param overflows copies that found no room
     * @param bytes held now
     */
    public record Counts(long hits, long misses, long evictions, long overflows, long bytes) {}

    private final Path folder;
    private final long mostBytes;
    private final long leaseMillis;
    private final LongSupplier clock;
    private final Overflow overflow = new Overflow();
    private final LinkedHashMap<String, Copy> copies = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;
    private long hits;
    private long misses;
    private long evictions;

    public LocalCache(Path folder, long mostBytes, Duration lease, LongSupplier clockMillis) {
        this.folder = folder;
        this.mostBytes = mostBytes;
        this.leaseMillis = lease.toMillis();
        this.clock = clockMillis;
        CacheFolder.open(folder).forEach(this::remember);
    }

    /** The one cache of this folder in this JVM, so that subtasks share copies and the bound. */
    public static LocalCache shared(Path folder, long mostBytes) {
        return SHARED.computeIfAbsent(
                folder.toAbsolutePath().normalize(),
                place -> new LocalCache(place, mostBytes, LEASE, System::currentTimeMillis));
    }

    private synchronized void remember(String sha256, long size) {
        // Found on start: written before a crash, perhaps; so its digest is checked at first use.
        copies.put(sha256, new Copy(size, 0, false));
        bytes += size;
    }

    /** The copy, when it is there and whole. */
    public Optional<Path> find(String sha256, long size) {
        var place = folder.resolve(sha256);
        Optional<Copy> known;
        synchronized (this) {
            known = Optional.ofNullable(copies.get(sha256));
        }
        boolean whole =
                known.filter(copy -> copy.bytes() == size)
                        .filter(copy -> CacheFolder.holds(place, size))
                        .filter(copy -> copy.checked() || CacheFolder.matches(place, sha256))
                        .isPresent();
        synchronized (this) {
            // Still known: since files are deleted under this lock only, the file is there as well.
            if (!whole || !copies.containsKey(sha256)) {
                misses++;
                known.ifPresent(copy -> forget(sha256));
                return Optional.empty();
            }
            hits++;
            copies.put(sha256, new Copy(size, clock.getAsLong(), true));
            return Optional.of(place);
        }
    }

    /** A file, not there yet, to write a copy of {@code size} bytes to before it is kept. */
    Path place(long size) {
        return room(size).orElseGet(overflow::place);
    }

    /** The same; empty when the cache has no room for it. */
    Optional<Path> room(long size) {
        synchronized (this) {
            makeRoom(size);
        }
        return CacheFolder.hasRoom(folder, size)
                ? Optional.of(folder.resolve("." + UUID.randomUUID() + WholeFile.PART))
                : Optional.empty();
    }

    /** Keeps a checked file that was written to a {@link #place}; the answer is where it is now. */
    Path keep(String sha256, long size, Path written) {
        var place = folder.resolve(sha256);
        if (!folder.equals(written.getParent())) {
            return overflow.keep(written);
        }
        CacheFolder.makeReadOnly(written);
        synchronized (this) {
            try {
                Files.move(written, place, ATOMIC_MOVE);
            } catch (IOException e) {
                LOG.warn("{} cannot be kept in the cache: {}", sha256, e.toString());
                return overflow.keep(written);
            }
            forgetCount(sha256);
            copies.put(sha256, new Copy(size, clock.getAsLong(), true));
            bytes += size;
            makeRoom(0);
        }
        return place;
    }

    private void makeRoom(long wanted) {
        var eldest = copies.entrySet().iterator();
        long leasedSince = clock.getAsLong() - leaseMillis;
        while (bytes + wanted > mostBytes && eldest.hasNext()) {
            var copy = eldest.next();
            if (copy.getValue().usedMillis() > leasedSince) {
                return;
            }
            eldest.remove();
            bytes -= copy.getValue().bytes();
            evictions++;
            CacheFolder.delete(folder.resolve(copy.getKey()));
        }
    }

    private void forget(String sha256) {
        forgetCount(sha256);
        CacheFolder.delete(folder.resolve(sha256));
    }

    private void forgetCount(String sha256) {
        var copy = copies.remove(sha256);
        if (copy != null) {
            bytes -= copy.bytes();
        }
    }

    public synchronized Counts counts() {
        return new Counts(hits, misses, evictions, overflow.count(), bytes);
    }
}
