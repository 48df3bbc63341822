// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.port.ObjectStore;

/** An object store in memory. */
final class SimulatedStore implements ObjectStore {

    private final Effects effects;
    private final Map<String, byte[]> objects = new TreeMap<>();

    SimulatedStore(Effects effects) {
        this.effects = effects;
    }

    @Override
    public Outcome<byte[]> get(String uri) {
        return Effects.uninterrupted(() -> effects.look("store", () -> found(uri)));
    }

    private Outcome<byte[]> found(String uri) {
        return Optional.ofNullable(objects.get(uri))
                .map(Outcome::done)
                .orElseGet(
                        () ->
                                Outcome.lost(
                                        new Loss(
                                                Ending.FAILED,
                                                Cause.RETRIABLE,
                                                NOT_FOUND + ": " + uri)));
    }

    @Override
    public Outcome<byte[]> head(String uri, int bytes) {
        return get(uri).map(all -> Arrays.copyOf(all, Math.min(bytes, all.length)));
    }

    @Override
    public Outcome<Path> fetch(String uri, Path to) {
        return get(uri).map(all -> written(to, all));
    }

    private static Path written(Path to, byte[] all) {
        try {
            return Files.write(to, all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Outcome<String> put(String uri, byte[] body) {
        return Effects.uninterrupted(
                () -> effects.change("store", "put " + uri, () -> putNow(uri, body.clone())));
    }

    private Outcome<String> putNow(String uri, byte[] body) {
        objects.put(uri, body);
        return Outcome.done(uri);
    }

    @Override
    public Outcome<String> putFile(String uri, Path body) {
        return put(uri, read(body));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean exists(String uri) {
        return objects.containsKey(uri);
    }

    @Override
    public Outcome<Stored> keep(String folderUri, Path body, String suffix) {
        return keep(folderUri, read(body), suffix);
    }

    @Override
    public Outcome<Stored> keep(String folderUri, byte[] body, String suffix) {
        var sha256 = sha256(body);
        return put(folderUri + sha256 + suffix, body)
                .map(uri -> new Stored(uri, sha256, body.length));
    }

    @Override
    public Outcome<byte[]> bytes(Stored stored) {
        return get(stored.uri());
    }

    @Override
    public Outcome<Path> local(Stored stored) {
        throw new UnsupportedOperationException("a simulated night has no object of that size");
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
