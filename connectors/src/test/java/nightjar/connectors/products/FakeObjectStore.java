// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.products;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.port.ObjectStore;

/** Objects as files below a folder; a URI's scheme and slashes become folders. */
public final class FakeObjectStore implements ObjectStore {

    private final Path folder;

    public FakeObjectStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public Outcome<byte[]> get(String uri) {
        return at(uri).map(FakeObjectStore::bytes);
    }

    @Override
    public Outcome<byte[]> head(String uri, int most) {
        return get(uri).map(all -> Arrays.copyOf(all, Math.min(all.length, most)));
    }

    @Override
    public Outcome<Path> fetch(String uri, Path to) {
        return at(uri).map(from -> copy(from, to));
    }

    @Override
    public Outcome<String> put(String uri, byte[] body) {
        try {
            Files.createDirectories(file(uri).getParent());
            Files.write(file(uri), body);
            return Outcome.done(uri);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Outcome<String> putFile(String uri, Path body) {
        return put(uri, bytes(body));
    }

    @Override
    public boolean exists(String uri) {
        return Files.exists(file(uri));
    }

    @Override
    public Outcome<Stored> keep(String folderUri, Path body, String suffix) {
        return keep(folderUri, bytes(body), suffix);
    }

    @Override
    public Outcome<Stored> keep(String folderUri, byte[] body, String suffix) {
        var digest = sha256(body);
        var uri = folderUri + "/" + digest + suffix;
        return put(uri, body).map(kept -> new Stored(kept, digest, body.length));
    }

    @Override
    public Outcome<byte[]> bytes(Stored stored) {
        return get(stored.uri());
    }

    @Override
    public Outcome<Path> local(Stored stored) {
        return at(stored.uri());
    }

    private Outcome<Path> at(String uri) {
        return exists(uri)
                ? Outcome.done(file(uri))
                : Outcome.lost(new Loss(Ending.FAILED, Cause.RETRIABLE, "not found: " + uri));
    }

    private Path file(String uri) {
        return folder.resolve(uri.replaceAll("^[a-z0-9]+:/+", ""));
    }

    private static Path copy(Path from, Path to) {
        try {
            return Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
