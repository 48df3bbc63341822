// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.port.ObjectStore;

/** Objects in memory. */
final class FakeStore implements ObjectStore {

    private final Effects effects;
    final Map<String, byte[]> objects = new HashMap<>();
    final List<String> fetched = new ArrayList<>();

    FakeStore(Effects effects) {
        this.effects = effects;
    }

    @Override
    public Outcome<byte[]> get(String uri) {
        var bytes = objects.get(uri);
        return bytes == null
                ? Outcome.lost(new Loss(Ending.FAILED, Cause.RETRIABLE, "not found: " + uri))
                : Outcome.done(bytes);
    }

    @Override
    public Outcome<byte[]> head(String uri, int bytes) {
        return get(uri);
    }

    @Override
    public Outcome<Path> fetch(String uri, Path to) {
        fetched.add(uri);
        return get(uri).map(
                        bytes -> {
                            try {
                                return Files.write(to, bytes);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
    }

    @Override
    public Outcome<String> put(String uri, byte[] body) {
        objects.put(uri, body);
        return effects.happened("file", uri);
    }

    @Override
    public Outcome<String> putFile(String uri, Path body) {
        try {
            return put(uri, Files.readAllBytes(body));
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
        throw new UnsupportedOperationException("the steps keep nothing themselves");
    }

    @Override
    public Outcome<Stored> keep(String folderUri, byte[] body, String suffix) {
        throw new UnsupportedOperationException("the steps keep nothing themselves");
    }

    @Override
    public Outcome<byte[]> bytes(Stored stored) {
        throw new UnsupportedOperationException("the steps read nothing themselves");
    }

    @Override
    public Outcome<Path> local(Stored stored) {
        throw new UnsupportedOperationException("the steps read nothing themselves");
    }
}
