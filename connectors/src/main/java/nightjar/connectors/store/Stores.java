// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.port.ObjectStore;

/**
 * All object stores that nightjar knows, by URI scheme, with one local cache of immutable objects.
 */
public final class Stores implements ObjectStore {

    /** Held of small objects, which are mostly read soon after they were kept, and by this JVM. */
    private static final long SMALL_BYTES = 64L << 20;

    private final Map<String, SchemeObjects> byScheme;
    private final LocalCache cache;
    private final Cache<String, byte[]> small =
            Caffeine.newBuilder()
                    .maximumWeight(SMALL_BYTES)
                    .weigher((String sha256, byte[] body) -> body.length)
                    .build();

    public Stores(Map<String, SchemeObjects> byScheme, LocalCache cache) {
        this.byScheme = Map.copyOf(byScheme);
        this.cache = cache;
    }

    /** Files and S3. */
    public static Stores open(StoreSettings settings) {
        var cache = LocalCache.shared(Path.of(settings.cacheFolder()), settings.cacheBytes());
        return new Stores(
                Map.of("file", new FileObjects(), "s3", new S3Objects(settings.s3())), cache);
    }

    /** Files alone: for one machine, and for tests. */
    public static Stores ofFiles(Path cacheFolder, long cacheBytes) {
        return new Stores(
                Map.of("file", new FileObjects()), LocalCache.shared(cacheFolder, cacheBytes));
    }

    @Override
    public Outcome<byte[]> get(String uri) {
        return scheme(uri).then(objects -> objects.get(uri));
    }

    @Override
    public Outcome<byte[]> head(String uri, int bytes) {
        return scheme(uri).then(objects -> objects.head(uri, bytes));
    }

    @Override
    public Outcome<Path> fetch(String uri, Path to) {
        return scheme(uri).then(objects -> objects.fetch(uri, to));
    }

    @Override
    public Outcome<String> put(String uri, byte[] body) {
        return scheme(uri).then(objects -> objects.put(uri, body));
    }

    @Override
    public Outcome<String> putFile(String uri, Path body) {
        return scheme(uri).then(objects -> objects.putFile(uri, body));
    }

    /** Whether the object is known to be there; false also when the store cannot be asked. */
    @Override
    public boolean exists(String uri) {
        return scheme(uri).then(objects -> objects.stat(uri)).isDone();
    }

    @Override
    public Outcome<Stored> keep(String folderUri, Path body, String suffix) {
        Stored stored;
        try {
            var sha256 = Digest.SHA256.hex(body);
            stored = named(folderUri, sha256, suffix, Files.size(body));
        } catch (IOException e) {
            return Losses.trouble("cannot read what is to be kept, " + body + ": " + e);
        }
        return scheme(stored.uri())
                .then(objects -> putOnce(objects, stored, body))
                .map(uri -> cached(stored, body));
    }

    @Override
    public Outcome<Stored> keep(String folderUri, byte[] body, String suffix) {
        var sha256 = Digest.hex(Digest.SHA256.of(body));
        var stored = named(folderUri, sha256, suffix, body.length);
        return put(stored.uri(), body)
                .map(
                        uri -> {
                            small.put(sha256, body);
                            return stored;
                        });
    }

    private static Stored named(String folderUri, String sha256, String suffix, long bytes) {
        var folder = folderUri.endsWith("/") ? folderUri : folderUri + "/";
        return new Stored(folder + sha256 + suffix, sha256, bytes);
    }

    @Override
    public Outcome<byte[]> bytes(Stored stored) {
        var held = small.getIfPresent(stored.sha256());
        return held != null
                ? Outcome.done(held)
                : get(stored.uri()).then(body -> checked(stored, body));
    }

    private Outcome<byte[]> checked(Stored stored, byte[] body) {
        if (!Digest.hex(Digest.SHA256.of(body)).equals(stored.sha256())) {
            return notItsDigest(stored);
        }
        small.put(stored.sha256(), body);
        return Outcome.done(body);
    }

    private static <T> Outcome<T> notItsDigest(Stored stored) {
        return Losses.trouble("what came from " + stored.uri() + " does not have its digest");
    }

    /** Asked again after a restore, the object is already there: its name is its content. */
    private static Outcome<String> putOnce(SchemeObjects objects, Stored stored, Path body) {
        boolean there =
                objects.stat(stored.uri()).fold(it -> it.bytes() == stored.bytes(), it -> false);
        return there ? Outcome.done(stored.uri()) : objects.putFile(stored.uri(), body);
    }

    private Stored cached(Stored stored, Path body) {
        cache.room(stored.bytes()).ifPresent(place -> copy(stored, body, place));
        return stored;
    }

    private void copy(Stored stored, Path body, Path place) {
        try {
            linkOrCopy(body, place);
            cache.keep(stored.sha256(), stored.bytes(), place);
        } catch (IOException e) {
            CacheFolder.delete(place);
        }
    }

    /** What was kept is not written to again, so that both names may be of one file. */
    private static void linkOrCopy(Path body, Path place) throws IOException {
        try {
            Files.createLink(place, body);
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(body, place); // on another file system
        }
    }

    @Override
    public Outcome<Path> local(Stored stored) {
        var copy = cache.find(stored.sha256(), stored.bytes());
        if (copy.isPresent()) {
            return Outcome.done(copy.get());
        }
        var place = cache.place(stored.bytes());
        var fetched = fetch(stored.uri(), place).then(file -> checked(stored, file));
        if (!fetched.isDone()) {
            CacheFolder.delete(place);
        }
        return fetched.map(file -> cache.keep(stored.sha256(), stored.bytes(), file));
    }

    private static Outcome<Path> checked(Stored stored, Path file) {
        return CacheFolder.holds(file, stored.bytes()) && CacheFolder.matches(file, stored.sha256())
                ? Outcome.done(file)
                : notItsDigest(stored);
    }

    public LocalCache.Counts cacheCounts() {
        return cache.counts();
    }

    private Outcome<SchemeObjects> scheme(String uri) {
        int colon = uri.indexOf(':');
        var objects = colon > 0 ? byScheme.get(uri.substring(0, colon)) : null;
        return objects == null
                ? Losses.invalid(
                        "no store for " + uri + ": its scheme must be one of " + byScheme.keySet())
                : Outcome.done(objects);
    }

    @Override
    public void close() {
        byScheme.values().forEach(SchemeObjects::close);
    }
}
